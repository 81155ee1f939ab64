-- An entry of the journal holds what one transaction took in of one call. Twenty events that come together cost
-- one row and one entry of the key, not twenty of each. Agents' events have rows of their own.
CREATE TABLE intake_call_entry (
  source_id   uuid        NOT NULL,
  call_ref    text        NOT NULL,
  -- From 0, without gaps. Whoever adds events of a call knows those of all parts below the one that he writes, or
  -- fails by the key: so none is stored twice (C5).
  part        integer     NOT NULL CHECK (part >= 0),
  customer_id uuid        NOT NULL,
  received_at timestamptz NOT NULL,
  -- Of its events; null if a termination took out all of them (C3). The part is then kept for the others' numbers.
  latest      timestamptz,
  event_ids   text[]        NOT NULL,
  occurred    timestamptz[] NOT NULL,
  types       text[]        NOT NULL,
  bodies      text[]        NOT NULL,
  PRIMARY KEY (source_id, call_ref, part),
  CHECK (cardinality(occurred) = cardinality(event_ids)
     AND cardinality(types) = cardinality(event_ids)
     AND cardinality(bodies) = cardinality(event_ids)
     AND (latest IS NULL) = (cardinality(event_ids) = 0))
-- As long as a row fits its page it is neither compressed nor split: either costs more than all the rest.
) WITH (toast_tuple_target = 8160);

CREATE TABLE intake_agent_event (
  source_id       uuid        NOT NULL,
  source_event_id text        NOT NULL,
  customer_id     uuid        NOT NULL,
  agent_ref       text        NOT NULL,
  occurred_at     timestamptz NOT NULL,
  received_at     timestamptz NOT NULL,
  type            text        NOT NULL,
  body            text        NOT NULL,
  PRIMARY KEY (source_id, source_event_id)
);

INSERT INTO intake_call_entry
SELECT source_id, call_ref, row_number() OVER (PARTITION BY source_id, call_ref ORDER BY received_at, customer_id) - 1,
       customer_id, received_at, max(occurred_at),
       array_agg(source_event_id ORDER BY occurred_at, source_event_id),
       array_agg(occurred_at ORDER BY occurred_at, source_event_id),
       array_agg(type ORDER BY occurred_at, source_event_id),
       array_agg(body ORDER BY occurred_at, source_event_id)
FROM intake_event
WHERE call_ref IS NOT NULL
GROUP BY source_id, call_ref, customer_id, received_at;

INSERT INTO intake_agent_event
SELECT source_id, source_event_id, customer_id, agent_ref, occurred_at, received_at, type, body
FROM intake_event
WHERE agent_ref IS NOT NULL;

DROP VIEW intake_call_event;
DROP TABLE intake_event;

CREATE INDEX intake_call_entry_time ON intake_call_entry USING brin (latest, received_at)
  WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX intake_agent_event_time ON intake_agent_event USING brin (occurred_at, received_at)
  WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX intake_agent_event_agent ON intake_agent_event (customer_id, agent_ref, source_id, occurred_at);

-- The events of calls.
CREATE VIEW intake_call_event AS
  SELECT c.source_id, e.source_event_id, c.customer_id, c.call_ref, CAST(NULL AS text) AS agent_ref, e.occurred_at,
         c.received_at, e.type, e.body
  FROM intake_call_entry c
  CROSS JOIN LATERAL unnest(c.event_ids, c.occurred, c.types, c.bodies)
    AS e(source_event_id, occurred_at, type, body);

-- All events.
CREATE VIEW intake_event AS
  SELECT * FROM intake_call_event
  UNION ALL
  SELECT source_id, source_event_id, customer_id, CAST(NULL AS text), agent_ref, occurred_at, received_at, type, body
  FROM intake_agent_event;
