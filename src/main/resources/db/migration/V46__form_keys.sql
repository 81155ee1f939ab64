-- A form that creates something carries a key. The row is written in the transaction of what it creates, so that the
-- same form sent again, at once or later, creates nothing more and is answered as it was the first time (A23).
CREATE TABLE form_key (
  -- The sender's customer or reseller; all noughts for Support.
  organisation uuid        NOT NULL,
  -- SHA-256 of the key; the key itself stands in the form alone.
  key_hash     bytea       NOT NULL,
  -- The address that the form was sent to.
  form         text        NOT NULL,
  -- What was typed, keyed with the key: it says whether the same was sent again, and nothing else.
  content      bytea       NOT NULL,
  -- Where the answer leads; empty only within the transaction.
  answer       text        NOT NULL,
  -- A secret that the answer shows once, sealed with the key; null for none.
  secret       bytea,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (organisation, key_hash, form)
);
CREATE INDEX form_key_by_age ON form_key (created_at);
