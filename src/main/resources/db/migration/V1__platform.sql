-- Temporal keys over (uuid, tstzrange) need btree_gist; partial matches in grids need pg_trgm.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A9: "now" is this function and nothing else. It is the start of the statement, not of the
-- transaction: a statement that follows a lock sees the instant after the lock was granted.
CREATE FUNCTION tenure_now() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN statement_timestamp();

-- F2, A3: what is written once stays as it is.
CREATE FUNCTION refuse_change() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END
$$;
