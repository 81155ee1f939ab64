-- When calls named an agent first and last, the latter to an hour; null as long as only statuses were reported.
ALTER TABLE agent
  ADD COLUMN called_from timestamptz,
  ADD COLUMN called_until timestamptz;

-- Agents whom only calls named so far.
INSERT INTO agent AS a (customer_id, source_id, agent_ref, name, named_at, called_from, called_until)
SELECT c.customer_id, c.source_id, n.agent_ref, '', '-infinity', min(n.since), max(n.until)
FROM (
  SELECT call_id, agent_ref, started_at AS since, until
  FROM segment
  WHERE agent_ref <> ''
  UNION ALL
  SELECT call_id, agent_ref, offered_at, until
  FROM agent_offer
  WHERE agent_ref <> ''
) AS n
JOIN call c ON c.id = n.call_id
-- Agents belong to their phone system; calls may outlive it.
JOIN source s ON s.id = c.source_id
GROUP BY c.customer_id, c.source_id, n.agent_ref
ON CONFLICT (customer_id, source_id, agent_ref) DO UPDATE
SET called_from = EXCLUDED.called_from,
    called_until = EXCLUDED.called_until;

-- C13: the time that agents handled calls of whom no status is reported; it counts for no occupancy.
ALTER TABLE report_agent_day ADD COLUMN untold bigint NOT NULL DEFAULT 0;
ALTER TABLE report_agent_day ALTER COLUMN untold DROP DEFAULT;
UPDATE report_day_done
SET agents = false
WHERE agents;

-- The one definition of an agent's RNA: it rang, and the agent let it ring or declined. A phone that was busy
-- never rang; an offer that was cancelled is nobody's fault.
CREATE FUNCTION is_rna(result text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN result IN ('NO_ANSWER', 'REJECTED');
