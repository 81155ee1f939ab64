-- F4: what an entry says is sealed outside of the database, with a key that isn't in it. Entries from before have no
-- seal; from when on each has one is known to the first checkpoint, which is outside as well.
ALTER TABLE audit_entry
  ADD COLUMN mac_key text,
  ADD COLUMN nonce   uuid,
  ADD COLUMN mac     bytea;

-- The newest checkpoint of each series, so that one that is missing at the end of its file is noticed.
CREATE TABLE audit_checkpoint (
  series uuid        PRIMARY KEY,
  number bigint      NOT NULL,
  hash   bytea       NOT NULL,
  at     timestamptz NOT NULL
);
