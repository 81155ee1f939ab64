-- Whether a number is one of the customer's own, as Measures.isInternal says it.
CREATE FUNCTION is_internal_number(number text, digits integer, prefixes text[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN translate(number, E' ().-\t\n\013\f\r', '') ^@ ANY (prefixes)
      OR (translate(number, E' ().-\t\n\013\f\r', '') ~ '^[0-9]+$'
          AND length(translate(number, E' ().-\t\n\013\f\r', '')) <= digits);

-- Which way a call goes by what the customer calls internal, as Measures.direction says it.
CREATE FUNCTION call_direction(told text, caller text, called text, digits integer, prefixes text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE told
    WHEN 'OUTBOUND' THEN CASE WHEN is_internal_number(called, digits, prefixes) THEN 'INTERNAL' ELSE told END
    WHEN 'INBOUND' THEN CASE WHEN is_internal_number(caller, digits, prefixes) THEN 'INTERNAL' ELSE told END
    WHEN 'UNKNOWN' THEN
      CASE
        WHEN is_internal_number(caller, digits, prefixes) AND is_internal_number(called, digits, prefixes)
          THEN 'INTERNAL'
        ELSE told
      END
    ELSE told
  END;

CREATE OR REPLACE VIEW customer_rule AS
SELECT c.id AS customer_id,
       COALESCE(m.wrap_up, 0) AS wrap_up,
       COALESCE(m.internal_digits, 6) AS internal_digits,
       COALESCE(m.internal_prefixes, '{}') AS internal_prefixes,
       -- Both as one name.
       COALESCE(m.internal_digits, 6) || ':' || array_to_string(COALESCE(m.internal_prefixes, '{}'), ',') AS internal
FROM customer c
LEFT JOIN customer_measures m ON m.customer_id = c.id;

-- Sums by direction are named by what counted as internal when they were made; '' for all other sums.
ALTER TABLE report_quarter ADD COLUMN rule text NOT NULL DEFAULT '';
ALTER TABLE report_quarter ALTER COLUMN rule DROP DEFAULT;
ALTER TABLE report_day ADD COLUMN rule text NOT NULL DEFAULT '';
ALTER TABLE report_day ALTER COLUMN rule DROP DEFAULT;
ALTER TABLE report_rule ADD COLUMN internal text NOT NULL DEFAULT '';
ALTER TABLE report_rule ALTER COLUMN internal DROP DEFAULT;

-- Sums also by the agents of a queue: its name, chr(31), the agent.
ALTER TABLE report_quarter
  DROP CONSTRAINT report_quarter_dimension_check,
  ADD CONSTRAINT report_quarter_dimension_check
    CHECK (dimension IN ('ALL', 'QUEUE', 'AGENT', 'NUMBER', 'DIRECTION', 'QUEUE_AGENT'));
ALTER TABLE report_day
  DROP CONSTRAINT report_day_dimension_check,
  ADD CONSTRAINT report_day_dimension_check
    CHECK (dimension IN ('ALL', 'QUEUE', 'AGENT', 'NUMBER', 'DIRECTION', 'QUEUE_AGENT'));

-- What was summed up before is to be summed up so.
INSERT INTO fact_touched (customer_id, quarter)
SELECT customer_id, quarter
FROM report_quarter
WHERE dimension = 'ALL'
ON CONFLICT DO NOTHING;
