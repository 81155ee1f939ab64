-- A2, C4: as call_seen. A visit or offer that is open in a period whose T has passed reads as cut at T.
CREATE VIEW queue_visit_seen AS
SELECT v.call_id, v.seq, v.customer_id, c.source_id, c.direction, c.caller, c.called, v.queue,
       v.entered_at,
       COALESCE(v.left_at, p.ended) AS left_at,
       CASE WHEN v.left_at IS NULL AND p.ended IS NOT NULL THEN 'CUT_OFF' ELSE v.outcome END AS outcome,
       v.refusal, v.agent_ref,
       COALESCE(NULLIF(a.name, ''), v.agent_ref) AS agent_name,
       CASE WHEN v.outcome = 'ANSWERED' THEN COALESCE(v.talk_until, p.ended) END AS talk_until,
       -- The present hold is within the visit's talk if that lasts.
       CASE
         WHEN v.outcome = 'ANSWERED' AND v.talk_until IS NULL
           THEN v.held + COALESCE(p.ended - c.held_since, interval '0')
         ELSE v.held
       END AS held,
       CASE
         WHEN v.outcome = 'ANSWERED' AND v.talk_until IS NULL AND p.ended IS NOT NULL THEN 'TERMINATION'
         ELSE v.ended_by
       END AS ended_by,
       v.transferred,
       -- As they stand in the row: what may be open is found by an index.
       v.left_at AS written_left,
       v.talk_until AS written_talk_until
FROM queue_visit v
JOIN call c ON c.id = v.call_id
LEFT JOIN agent a
  ON a.customer_id = v.customer_id
 AND a.source_id = c.source_id
 AND a.agent_ref = v.agent_ref
LEFT JOIN LATERAL (
  SELECT upper(s.during) AS ended
  FROM service_period s
  WHERE s.customer_id = c.customer_id
    AND c.ended_at IS NULL
    AND lower(s.during) = c.service_from
    AND upper(s.during) <= tenure_now()
) p ON true;

CREATE VIEW agent_offer_seen AS
SELECT o.call_id, o.seq, o.visit, o.customer_id, c.source_id, o.queue, o.agent_ref,
       COALESCE(NULLIF(a.name, ''), o.agent_ref) AS agent_name,
       o.offered_at,
       COALESCE(o.ended_at, p.ended) AS ended_at,
       CASE WHEN o.ended_at IS NULL AND p.ended IS NOT NULL THEN 'CUT_OFF' ELSE o.result END AS result,
       -- As it stands in the row.
       o.ended_at AS written_end
FROM agent_offer o
JOIN call c ON c.id = o.call_id
LEFT JOIN agent a
  ON a.customer_id = o.customer_id
 AND a.source_id = c.source_id
 AND a.agent_ref = o.agent_ref
LEFT JOIN LATERAL (
  SELECT upper(s.during) AS ended
  FROM service_period s
  WHERE s.customer_id = c.customer_id
    AND c.ended_at IS NULL
    AND lower(s.during) = c.service_from
    AND upper(s.during) <= tenure_now()
) p ON true;
