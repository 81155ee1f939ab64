-- With the range in it the index serves what is asked of a customer's periods alone, in their order. Without it the
-- planner went on walking through the key's index of ranges, since only that one had the range.
DROP INDEX service_period_customer;
CREATE INDEX service_period_customer ON service_period (customer_id, during);

-- The facts' side of C1 (V35), with one look at the periods of a customer instead of one to lock them and one for each
-- fact. A locked row is read as it is once the lock is had, so that what lies inside it needs no second look.
-- INVARIANT: what doesn't is asked about by statements of its own, once all are locked: they see the periods that came
-- during the wait.
CREATE OR REPLACE FUNCTION refuse_outside_service() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  stray uuid;
BEGIN
  WITH held AS MATERIALIZED (
    SELECT p.customer_id, p.during
    FROM service_period p
    WHERE p.customer_id = ANY (ARRAY(SELECT n.customer_id FROM news n WHERE n.during IS NOT NULL))
    ORDER BY p.customer_id, p.during
    FOR KEY SHARE)
  SELECT n.customer_id
  INTO stray
  FROM news n
  LEFT JOIN held h ON h.customer_id = n.customer_id AND h.during @> n.during
  WHERE n.during IS NOT NULL
    AND (h.customer_id IS NULL OR isempty(n.during))
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM 1
  FROM service_period p
  WHERE p.customer_id IN (SELECT n.customer_id FROM news n WHERE n.during IS NOT NULL)
  ORDER BY p.customer_id, p.during
  FOR KEY SHARE;
  SELECT n.customer_id
  INTO stray
  FROM news n
  WHERE n.during IS NOT NULL
    AND (isempty(n.during)
      OR NOT COALESCE(
        n.during <@ (
          SELECT range_agg(p.during)
          FROM service_period p
          WHERE p.customer_id = n.customer_id),
        false))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a % lies outside the service periods of its customer %', TG_TABLE_NAME, stray
      USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION refuse_call_outside_service() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  stray uuid;
BEGIN
  WITH held AS MATERIALIZED (
    SELECT p.customer_id, p.during
    FROM service_period p
    WHERE p.customer_id = ANY (ARRAY(SELECT n.customer_id FROM news n))
    ORDER BY p.customer_id, p.during
    FOR KEY SHARE)
  SELECT n.customer_id
  INTO stray
  FROM news n
  LEFT JOIN held h ON h.customer_id = n.customer_id AND h.during @> tstzrange(n.started_at, n.until)
  WHERE h.customer_id IS NULL
     OR n.started_at = n.until
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM 1
  FROM service_period p
  WHERE p.customer_id IN (SELECT n.customer_id FROM news n)
  ORDER BY p.customer_id, p.during
  FOR KEY SHARE;
  SELECT n.customer_id
  INTO stray
  FROM news n
  WHERE n.started_at = n.until
     OR NOT COALESCE(
       tstzrange(n.started_at, n.until) <@ (
         SELECT range_agg(p.during)
         FROM service_period p
         WHERE p.customer_id = n.customer_id),
       false)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a call tells of time outside the service periods of its customer %', stray
      USING ERRCODE = 'foreign_key_violation', TABLE = 'call';
  END IF;
  RETURN NULL;
END
$$;
