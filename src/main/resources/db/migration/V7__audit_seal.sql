-- An instant as ISO 8601 in UTC with as many groups of three decimals as it needs.
CREATE FUNCTION iso_instant(at timestamptz) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_char(
    at AT TIME ZONE 'UTC',
    CASE
      WHEN extract(microseconds FROM at AT TIME ZONE 'UTC') % 1000000 = 0 THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
      WHEN extract(microseconds FROM at AT TIME ZONE 'UTC') % 1000 = 0 THEN 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
      ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
    END);

-- F2: the hash of an entry that follows "before" in its chain. "head" and "rest" are the entry's
-- fields around sequence and instant; every field has its length in front. Whoever verifies a chain
-- computes the same outside the database.
CREATE FUNCTION audit_seal(before bytea, head bytea, seq bigint, at timestamptz, rest bytea) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(
    before || head
    || convert_to(octet_length(seq::text) || ':' || seq::text, 'UTF8')
    || convert_to(octet_length(iso_instant(at)) || ':' || iso_instant(at), 'UTF8')
    || rest);
