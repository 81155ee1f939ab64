-- Of the events of a call that come in one transaction only the earliest has an entry in the index of calls, and names
-- the others, which are found by the journal's key. With many customers each entry costs as much as the row itself.
-- Null: another event of the call names this one. What is there already has entries of its own.
ALTER TABLE intake_event ADD COLUMN companions text[] DEFAULT '{}';
DROP INDEX intake_event_call;
CREATE INDEX intake_event_call ON intake_event (customer_id, call_ref, source_id)
  WHERE call_ref IS NOT NULL AND companions IS NOT NULL;

-- The events of calls by customer, call and source.
CREATE VIEW intake_call_event AS
  SELECT h.customer_id, h.call_ref, h.source_id, e.source_event_id, e.occurred_at, e.received_at, e.type, e.body,
         e.agent_ref
  FROM intake_event h
  CROSS JOIN LATERAL unnest(h.source_event_id || h.companions) AS i(id)
  JOIN intake_event e ON e.source_id = h.source_id AND e.source_event_id = i.id
  WHERE h.call_ref IS NOT NULL
    AND h.companions IS NOT NULL;
