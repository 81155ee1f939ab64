-- The journal, made narrow: lines of name=value in place of JSON, and no b-tree over time, which is asked
-- for the newest alone.
CREATE FUNCTION journal_lines(body jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN (SELECT COALESCE(string_agg(f.key || '=' || f.value, E'\n' ORDER BY f.key), '')
          FROM jsonb_each_text(body) AS f);
ALTER TABLE intake_event ALTER COLUMN body TYPE text USING journal_lines(body);
DROP FUNCTION journal_lines;
DROP INDEX intake_event_time;
CREATE INDEX intake_event_time ON intake_event
  USING brin (occurred_at) WITH (pages_per_range = 16, autosummarize = on);

-- One writer at a time for each customer, on whatever node: a customer belongs to one of 64 lanes. Whoever
-- finds the version that it left behind may go on with what it remembers of the lane's calls.
CREATE TABLE intake_lane (
  lane    smallint PRIMARY KEY,
  version bigint NOT NULL
) WITH (fillfactor = 20);
INSERT INTO intake_lane SELECT lane, 1 FROM generate_series(0, 63) AS lane;

-- C1: a fact that is over lies inside a service period by its key, as before. One that is open has no
-- "during" yet, so that it can be written again and again without touching indexes or key; that what it
-- tells lies inside the period is checked by statement, below.
ALTER TABLE call DROP CONSTRAINT call_customer_id_during_fkey;
ALTER TABLE segment
  DROP CONSTRAINT segment_customer_id_during_fkey,
  DROP CONSTRAINT segment_call_id_fkey;
ALTER TABLE queue_visit
  DROP CONSTRAINT queue_visit_customer_id_during_fkey,
  DROP CONSTRAINT queue_visit_call_id_fkey;
ALTER TABLE agent_offer
  DROP CONSTRAINT agent_offer_customer_id_during_fkey,
  DROP CONSTRAINT agent_offer_call_id_fkey;
DROP INDEX call_during, segment_during, queue_visit_during, agent_offer_during;

-- An open fact no longer reaches to the last event of its call, but a microsecond beyond what it tells itself.
UPDATE segment SET until = started_at + interval '1 microsecond' WHERE ended_at IS NULL;
UPDATE queue_visit
SET until = COALESCE(left_at, entered_at) + interval '1 microsecond'
WHERE left_at IS NULL OR (talk_until IS NULL AND outcome = 'ANSWERED');
UPDATE agent_offer SET until = offered_at + interval '1 microsecond' WHERE ended_at IS NULL;
UPDATE call c
SET until = GREATEST(
  GREATEST(c.state_since, c.answered_at, c.held_since, c.offered_at) + interval '1 microsecond',
  (SELECT max(p.until) FROM segment p WHERE p.call_id = c.id),
  (SELECT max(p.until) FROM queue_visit p WHERE p.call_id = c.id),
  (SELECT max(p.until) FROM agent_offer p WHERE p.call_id = c.id))
WHERE c.ended_at IS NULL;

ALTER TABLE call ALTER COLUMN during DROP NOT NULL;
ALTER TABLE call ALTER COLUMN during
  SET EXPRESSION AS (CASE WHEN ended_at IS NOT NULL THEN tstzrange(started_at, until) END);
ALTER TABLE segment ALTER COLUMN during DROP NOT NULL;
ALTER TABLE segment ALTER COLUMN during
  SET EXPRESSION AS (CASE WHEN ended_at IS NOT NULL THEN tstzrange(started_at, until) END);
ALTER TABLE queue_visit ALTER COLUMN during DROP NOT NULL;
ALTER TABLE queue_visit ALTER COLUMN during
  SET EXPRESSION AS (
    CASE
      WHEN left_at IS NOT NULL AND (outcome <> 'ANSWERED' OR talk_until IS NOT NULL)
        THEN tstzrange(entered_at, until)
    END);
ALTER TABLE agent_offer ALTER COLUMN during DROP NOT NULL;
ALTER TABLE agent_offer ALTER COLUMN during
  SET EXPRESSION AS (CASE WHEN ended_at IS NOT NULL THEN tstzrange(offered_at, until) END);

ALTER TABLE call ADD FOREIGN KEY (customer_id, PERIOD during)
  REFERENCES service_period (customer_id, PERIOD during);
ALTER TABLE segment ADD FOREIGN KEY (customer_id, PERIOD during)
  REFERENCES service_period (customer_id, PERIOD during);
ALTER TABLE queue_visit ADD FOREIGN KEY (customer_id, PERIOD during)
  REFERENCES service_period (customer_id, PERIOD during);
ALTER TABLE agent_offer ADD FOREIGN KEY (customer_id, PERIOD during)
  REFERENCES service_period (customer_id, PERIOD during);
-- Serve overlaps and the keys' check when a period gets its end; calls and visits are found by their
-- beginnings.
CREATE INDEX segment_during ON segment USING gist (customer_id, during) WHERE during IS NOT NULL;
CREATE INDEX agent_offer_during ON agent_offer USING gist (customer_id, during) WHERE during IS NOT NULL;

-- Room for the next versions of what is open, on the same page.
ALTER TABLE call SET (fillfactor = 60);
ALTER TABLE segment SET (fillfactor = 80);
ALTER TABLE queue_visit SET (fillfactor = 70);
ALTER TABLE agent_offer SET (fillfactor = 80);
ALTER TABLE intake_count SET (fillfactor = 50);

-- C1 of open calls, whose parts begin and change within what the call tells.
CREATE FUNCTION refuse_open_outside_service() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1
  FROM service_period p
  WHERE p.customer_id IN (SELECT n.customer_id FROM news n WHERE n.ended_at IS NULL)
  FOR KEY SHARE;
  IF EXISTS (
    SELECT 1
    FROM news n
    WHERE n.ended_at IS NULL
      AND NOT EXISTS (
        SELECT 1
        FROM service_period p
        WHERE p.customer_id = n.customer_id
          AND p.during @> tstzrange(n.started_at, n.until)))
  THEN
    RAISE EXCEPTION 'an open call tells of time outside the service periods of its customer'
      USING ERRCODE = 'foreign_key_violation', TABLE = 'call';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER call_inserted_in_service AFTER INSERT ON call
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_open_outside_service();
CREATE TRIGGER call_updated_in_service AFTER UPDATE ON call
  REFERENCING NEW TABLE AS news
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_open_outside_service();

-- The other side: a period doesn't leave an open call behind. Checked when the statement is over, as the
-- key does.
CREATE FUNCTION refuse_leaving_open_calls() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1
    FROM call c
    WHERE c.customer_id = OLD.customer_id
      AND c.ended_at IS NULL
      AND OLD.during @> c.started_at
      AND NOT EXISTS (
        SELECT 1
        FROM service_period p
        WHERE p.customer_id = c.customer_id
          AND p.during @> tstzrange(c.started_at, c.until)))
  THEN
    RAISE EXCEPTION 'an open call of customer % reaches beyond the end of service', OLD.customer_id
      USING ERRCODE = 'foreign_key_violation', TABLE = 'service_period';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER service_period_keeps_open_calls AFTER UPDATE OR DELETE ON service_period
  FOR EACH ROW EXECUTE FUNCTION refuse_leaving_open_calls();

-- Instants come in hosts as microseconds since 1970: text costs more to read than the row to write.
CREATE FUNCTION instant_of(micros bigint) RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN timestamptz '1970-01-01 00:00:00+00' + micros * interval '1 microsecond';
