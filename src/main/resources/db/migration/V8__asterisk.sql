-- A source may also be a phone system that is connected to, rather than one that sends with a key.
ALTER TABLE source DROP CONSTRAINT source_kind_check;
ALTER TABLE source ADD CONSTRAINT source_kind_check CHECK (kind IN ('HTTP', 'ASTERISK'));
ALTER TABLE source ALTER COLUMN key_hash DROP NOT NULL;
ALTER TABLE source ALTER COLUMN key_hint DROP NOT NULL;
ALTER TABLE source ALTER COLUMN key_rolled_at DROP NOT NULL;
ALTER TABLE source ADD CONSTRAINT source_key_check
  CHECK (num_nonnulls(key_hash, key_hint, key_rolled_at) = CASE kind WHEN 'HTTP' THEN 3 ELSE 0 END);

-- Where such a phone system is, and how the connection to it fares.
CREATE TABLE source_link (
  source_id    uuid PRIMARY KEY REFERENCES source,
  host         text        NOT NULL,
  port         integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
  tls          boolean     NOT NULL,
  -- The only certificate that is trusted, '' for those that are trusted anyway.
  fingerprint  text        NOT NULL,
  username     text        NOT NULL,
  -- Encrypted with a key that the database doesn't have.
  secret       bytea       NOT NULL,
  -- One node at a time connects, and says again every few seconds that it does.
  leased_by    uuid,
  leased_until timestamptz,
  -- NEW, CONNECTING, CONNECTED, WAITING (to try again), REFUSED (the log-in).
  state        text        NOT NULL DEFAULT 'NEW',
  state_since  timestamptz NOT NULL,
  -- Why the last connection ended, in words; '' if none has.
  error        text        NOT NULL DEFAULT '',
  error_at     timestamptz,
  version      text        NOT NULL DEFAULT '',
  -- Until when all that it told was taken, by its own clock.
  heard_until  timestamptz,
  -- Its clock's lead over ours.
  clock_ahead  interval,
  -- What isn't as it should be, in words for each; '' for nothing.
  advice       text        NOT NULL DEFAULT '',
  per_second   real        NOT NULL DEFAULT 0,
  messages     bigint      NOT NULL DEFAULT 0
);

-- Times in which nobody listened to the phone system, by its clock. Open while to_at is null.
CREATE TABLE source_gap (
  source_id uuid        NOT NULL REFERENCES source,
  from_at   timestamptz NOT NULL,
  to_at     timestamptz,
  PRIMARY KEY (source_id, from_at),
  CHECK (to_at >= from_at)
);
