-- C1 by triggers in place of temporal keys. A temporal key looks at every fact of a service period whenever the
-- period's end is moved; these look only at what reaches into the time that is lost. What they refuse is the same.

-- The end of a period finds what reaches beyond it. What is open has no "during" and isn't in these.
CREATE INDEX call_ends ON call (customer_id, upper(during)) WHERE during IS NOT NULL;
CREATE INDEX queue_visit_ends ON queue_visit (customer_id, upper(during)) WHERE during IS NOT NULL;

-- The facts' side, once for each statement.
-- INVARIANT: lock and read are two statements. One that waited for a lock sees what was there before the wait.
CREATE FUNCTION refuse_outside_service() RETURNS trigger
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
  SELECT told.customer_id
  INTO stray
  FROM (
    SELECT n.customer_id, range_agg(n.during) AS spans, bool_or(isempty(n.during)) AS lasts_no_time
    FROM news n
    WHERE n.during IS NOT NULL
    GROUP BY n.customer_id) AS told
  WHERE told.lasts_no_time
     OR NOT COALESCE(
       told.spans <@ (
         SELECT range_agg(p.during)
         FROM service_period p
         WHERE p.customer_id = told.customer_id),
       false)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a % lies outside the service periods of its customer %', TG_TABLE_NAME, stray
      USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END
$$;

-- The same of calls, whose "during" is null while they are open: these lie inside as far as they tell.
CREATE FUNCTION refuse_call_outside_service() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  stray uuid;
BEGIN
  PERFORM 1
  FROM service_period p
  WHERE p.customer_id IN (SELECT n.customer_id FROM news n)
  ORDER BY p.customer_id, p.during
  FOR KEY SHARE;
  SELECT told.customer_id
  INTO stray
  FROM (
    SELECT n.customer_id,
           range_agg(tstzrange(n.started_at, n.until)) AS spans,
           bool_or(n.started_at = n.until) AS lasts_no_time
    FROM news n
    GROUP BY n.customer_id) AS told
  WHERE told.lasts_no_time
     OR NOT COALESCE(
       told.spans <@ (
         SELECT range_agg(p.during)
         FROM service_period p
         WHERE p.customer_id = told.customer_id),
       false)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a call tells of time outside the service periods of its customer %', stray
      USING ERRCODE = 'foreign_key_violation', TABLE = 'call';
  END IF;
  RETURN NULL;
END
$$;

-- The periods' side, when the statement is over: nothing reaches into time that no period has any more.
CREATE FUNCTION refuse_leaving_facts() RETURNS trigger
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
      FROM segment s
      WHERE s.customer_id = OLD.customer_id
        AND s.during && lost)
    OR EXISTS (
      SELECT 1
      FROM agent_offer o
      WHERE o.customer_id = OLD.customer_id
        AND o.during && lost)
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

CREATE FUNCTION refuse_forgetting_service() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts lie inside service periods: % refused', TG_OP
    USING ERRCODE = 'feature_not_supported', TABLE = 'service_period';
END
$$;

DROP TRIGGER call_inserted_in_service ON call;
DROP TRIGGER call_updated_in_service ON call;
DROP TRIGGER service_period_keeps_open_calls ON service_period;
DROP FUNCTION refuse_open_outside_service;
DROP FUNCTION refuse_leaving_open_calls;

ALTER TABLE call DROP CONSTRAINT call_customer_id_during_fkey;
ALTER TABLE segment DROP CONSTRAINT segment_customer_id_during_fkey;
ALTER TABLE queue_visit DROP CONSTRAINT queue_visit_customer_id_during_fkey;
ALTER TABLE agent_offer DROP CONSTRAINT agent_offer_customer_id_during_fkey;
ALTER TABLE agent_interval DROP CONSTRAINT agent_interval_customer_id_during_fkey;

CREATE TRIGGER call_inserted_in_service AFTER INSERT ON call
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_call_outside_service();
CREATE TRIGGER call_updated_in_service AFTER UPDATE ON call
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_call_outside_service();
CREATE TRIGGER segment_inserted_in_service AFTER INSERT ON segment
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER segment_updated_in_service AFTER UPDATE ON segment
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER queue_visit_inserted_in_service AFTER INSERT ON queue_visit
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER queue_visit_updated_in_service AFTER UPDATE ON queue_visit
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER agent_offer_inserted_in_service AFTER INSERT ON agent_offer
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER agent_offer_updated_in_service AFTER UPDATE ON agent_offer
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER agent_interval_inserted_in_service AFTER INSERT ON agent_interval
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();
CREATE TRIGGER agent_interval_updated_in_service AFTER UPDATE ON agent_interval
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_service();

CREATE TRIGGER service_period_keeps_facts AFTER UPDATE OR DELETE ON service_period
  FOR EACH ROW EXECUTE FUNCTION refuse_leaving_facts();
CREATE TRIGGER service_period_stays BEFORE TRUNCATE ON service_period
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_forgetting_service();
