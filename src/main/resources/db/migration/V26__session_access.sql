-- B3 without comparing instants: a session belongs to the span of access that it began in, and to no other, whatever
-- clocks did meanwhile.
ALTER TABLE session ADD COLUMN access_from timestamptz;
UPDATE session s
SET access_from = CASE WHEN s.created_at >= p.access_from THEN p.access_from ELSE s.created_at END
FROM person_standing p
WHERE p.person_id = s.person_id;
ALTER TABLE session ALTER COLUMN access_from SET NOT NULL;

CREATE OR REPLACE VIEW session_standing AS
SELECT s.id AS session_id,
       s.token_hash,
       s.created_at,
       s.last_seen_at,
       s.refusal_noted_at,
       NOT p.access_on AS stopped,
       p.*
FROM session s
JOIN person_standing p ON p.person_id = s.person_id
WHERE p.active
  AND s.created_at >= p.sessions_valid_from
  AND tenure_now() < s.expires_at
  AND tenure_now() < s.idle_until
  -- Sessions from before a re-enabling don't come back to life (B3).
  AND (NOT p.access_on OR (s.closed_at IS NULL AND s.access_from = p.access_from));
