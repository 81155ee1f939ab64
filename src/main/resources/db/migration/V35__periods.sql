-- Whoever writes events or facts asks for the periods of their customers, several times over. The key's index of
-- ranges answers that too, but takes ten times as long to be walked through.
CREATE INDEX service_period_customer ON service_period (customer_id);

-- The facts' side of C1 (V33), fact by fact instead of all of a customer's together: nearly always each lies in one
-- period, and only of what doesn't is it asked whether it lies in several that adjoin.
CREATE OR REPLACE FUNCTION refuse_outside_service() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  stray uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM news n WHERE n.during IS NOT NULL) THEN
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
      OR (NOT EXISTS (
            SELECT 1
            FROM service_period p
            WHERE p.customer_id = n.customer_id
              AND p.during @> n.during)
        AND NOT COALESCE(
          n.during <@ (
            SELECT range_agg(p.during)
            FROM service_period p
            WHERE p.customer_id = n.customer_id),
          false)))
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
  PERFORM 1
  FROM service_period p
  WHERE p.customer_id IN (SELECT n.customer_id FROM news n)
  ORDER BY p.customer_id, p.during
  FOR KEY SHARE;
  SELECT n.customer_id
  INTO stray
  FROM news n
  WHERE n.started_at = n.until
     OR (NOT EXISTS (
           SELECT 1
           FROM service_period p
           WHERE p.customer_id = n.customer_id
             AND p.during @> tstzrange(n.started_at, n.until))
       AND NOT COALESCE(
         tstzrange(n.started_at, n.until) <@ (
           SELECT range_agg(p.during)
           FROM service_period p
           WHERE p.customer_id = n.customer_id),
         false))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a call tells of time outside the service periods of its customer %', stray
      USING ERRCODE = 'foreign_key_violation', TABLE = 'call';
  END IF;
  RETURN NULL;
END
$$;
