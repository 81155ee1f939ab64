-- Parts of calls are found by when they ended: an entry in such an index costs a fifth of one in an index of
-- ranges. What lasts longer than four hours has one of those.
DROP INDEX segment_during;
DROP INDEX agent_offer_during;
CREATE INDEX segment_ends ON segment (customer_id, upper(during)) WHERE during IS NOT NULL;
CREATE INDEX agent_offer_ends ON agent_offer (customer_id, upper(during)) WHERE during IS NOT NULL;
CREATE INDEX segment_long ON segment USING gist (customer_id, during)
  WHERE upper(during) - lower(during) > interval '4 hours';
CREATE INDEX agent_offer_long ON agent_offer USING gist (customer_id, during)
  WHERE upper(during) - lower(during) > interval '4 hours';

-- INVARIANT: what "long" means stands in the indexes above word for word, or they aren't used.
CREATE FUNCTION segments_within(customer uuid, since_at timestamptz, until_at timestamptz) RETURNS SETOF segment
  LANGUAGE sql STABLE AS $$
  SELECT s.*
  FROM segment s
  WHERE s.customer_id = customer
    AND upper(s.during) > since_at
    AND upper(s.during) <= until_at + interval '4 hours'
    AND s.during && tstzrange(since_at, until_at)
  UNION ALL
  SELECT s.*
  FROM segment s
  WHERE s.customer_id = customer
    AND upper(s.during) > until_at + interval '4 hours'
    AND s.during && tstzrange(since_at, until_at)
    AND upper(s.during) - lower(s.during) > interval '4 hours'
$$;

CREATE FUNCTION offers_within(customer uuid, since_at timestamptz, until_at timestamptz) RETURNS SETOF agent_offer
  LANGUAGE sql STABLE AS $$
  SELECT o.*
  FROM agent_offer o
  WHERE o.customer_id = customer
    AND upper(o.during) > since_at
    AND upper(o.during) <= until_at + interval '4 hours'
    AND o.during && tstzrange(since_at, until_at)
  UNION ALL
  SELECT o.*
  FROM agent_offer o
  WHERE o.customer_id = customer
    AND upper(o.during) > until_at + interval '4 hours'
    AND o.during && tstzrange(since_at, until_at)
    AND upper(o.during) - lower(o.during) > interval '4 hours'
$$;

-- As before, by these.
CREATE OR REPLACE FUNCTION refuse_leaving_facts() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  lost tstzmultirange;
BEGIN
  -- A snapshot from before would not show what was written until the lock was had.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'service periods are changed in read committed transactions, not %',
      current_setting('transaction_isolation')
      USING ERRCODE = 'foreign_key_violation', TABLE = 'service_period';
  END IF;
  SELECT tstzmultirange(OLD.during) - COALESCE(range_agg(p.during), '{}')
  INTO lost
  FROM service_period p
  WHERE p.customer_id = OLD.customer_id;
  IF isempty(lost) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (
      SELECT 1
      FROM call c
      WHERE c.customer_id = OLD.customer_id
        AND c.ended_at IS NULL
        AND tstzrange(c.started_at, c.until) && lost)
    OR EXISTS (
      SELECT 1
      FROM call c
      WHERE c.customer_id = OLD.customer_id
        AND upper(c.during) > lower(lost)
        AND c.during && lost)
    OR EXISTS (
      SELECT 1
      FROM queue_visit v
      WHERE v.customer_id = OLD.customer_id
        AND upper(v.during) > lower(lost)
        AND v.during && lost)
    OR EXISTS (
      SELECT 1
      FROM segments_within(OLD.customer_id, COALESCE(lower(lost), '-infinity'), COALESCE(upper(lost), 'infinity')) AS s
      WHERE s.during && lost)
    OR EXISTS (
      SELECT 1
      FROM offers_within(OLD.customer_id, COALESCE(lower(lost), '-infinity'), COALESCE(upper(lost), 'infinity')) AS o
      WHERE o.during && lost)
    OR EXISTS (
      SELECT 1
      FROM agent_interval i
      WHERE i.customer_id = OLD.customer_id
        AND i.during && lost)
  THEN
    RAISE EXCEPTION 'a fact of customer % lies in %, which would be outside service', OLD.customer_id, lost
      USING ERRCODE = 'foreign_key_violation', TABLE = 'service_period';
  END IF;
  RETURN NULL;
END
$$;
