-- A12: a worker asks for one kind at a time, so that a kind nobody answers for costs the others nothing.
CREATE INDEX effect_due_of_kind ON effect (kind, next_try_at) WHERE done_at IS NULL;

-- Letters to people: written in the transaction that gives rise to them, sent afterwards. Where no mail
-- server is configured they stay, and Support reads them as the local outbox.
CREATE TABLE mail (
  id          uuid PRIMARY KEY DEFAULT uuidv7(),
  recipient   text        NOT NULL,
  subject     text        NOT NULL,
  body        text        NOT NULL,
  created_at  timestamptz NOT NULL,
  next_try_at timestamptz NOT NULL,
  attempts    integer     NOT NULL DEFAULT 0,
  last_error  text,
  sent_at     timestamptz
);
CREATE INDEX mail_unsent ON mail (next_try_at) WHERE sent_at IS NULL;
CREATE INDEX mail_newest ON mail (created_at DESC, id DESC);
