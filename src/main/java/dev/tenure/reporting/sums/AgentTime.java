package dev.tenure.reporting.sums;

/**
 * Agents' time in SQL, the one definition that stored days and reports share. It stands behind a
 * {@code WITH span(since, until) AS (…)} and makes {@code timed} with a row for each span and
 * agent. What is open lasts until now, or until service ended (C4). Parameter: {@code customer}.
 */
final class AgentTime {

  static final String COLUMNS = "logged_in, not_ready, wrap_up, handling, available";

  static final String TIMED =
      """
      present AS MATERIALIZED (
        SELECT tenure_now() AS now
      ),
      -- Of each service period that is over: when; the present for the others.
      service AS MATERIALIZED (
        SELECT lower(p.during) AS service_from, LEAST(upper(p.during), present.now) AS over
        FROM service_period p
        CROSS JOIN present
        WHERE p.customer_id = :customer
      ),
      stretch AS (
        SELECT a.agent_ref, i.status AS kind, s.since,
               tstzrange(GREATEST(i.started_at, s.since), LEAST(i.ended_at, s.until)) AS time
        FROM span s
        JOIN agent_interval i
          ON i.customer_id = :customer
         AND i.during && tstzrange(s.since, s.until)
         AND i.ended_at IS NOT NULL
        JOIN agent a ON a.id = i.agent_id
        UNION ALL
        SELECT a.agent_ref, i.status, s.since,
               tstzrange(GREATEST(i.started_at, s.since), LEAST(v.over, s.until))
        FROM agent_interval i
        JOIN agent a ON a.id = i.agent_id
        JOIN service v ON v.service_from = i.service_from
        JOIN span s ON i.started_at < s.until AND v.over > s.since
        WHERE i.customer_id = :customer
          AND i.ended_at IS NULL
          AND i.started_at < v.over
        UNION ALL
        SELECT g.agent_ref, 'TALK', s.since,
               tstzrange(GREATEST(g.started_at, s.since), LEAST(g.ended_at, s.until))
        FROM span s
        JOIN segment g
          ON g.customer_id = :customer
         AND g.during && tstzrange(s.since, s.until)
         AND g.kind = 'TALK'
         AND g.agent_ref <> ''
         AND g.ended_at IS NOT NULL
        UNION ALL
        SELECT g.agent_ref, 'TALK', s.since,
               tstzrange(GREATEST(g.started_at, s.since), LEAST(v.over, s.until))
        FROM call c
        JOIN segment g ON g.call_id = c.id
        JOIN service v ON v.service_from = c.service_from
        JOIN span s ON g.started_at < s.until AND v.over > s.since
        WHERE c.customer_id = :customer
          AND c.ended_at IS NULL
          AND g.kind = 'TALK'
          AND g.agent_ref <> ''
          AND g.ended_at IS NULL
          AND g.started_at < v.over
      ),
      clock AS (
        SELECT since, agent_ref,
               sum(upper(time) - lower(time)) FILTER (WHERE kind <> 'TALK') AS logged_in,
               sum(upper(time) - lower(time)) FILTER (WHERE kind = 'NOT_READY') AS not_ready,
               sum(upper(time) - lower(time)) FILTER (WHERE kind = 'WRAP_UP') AS wrap_up,
               range_agg(time) FILTER (WHERE kind IN ('TALK', 'WRAP_UP')) AS busy,
               range_agg(time) FILTER (WHERE kind = 'READY') AS ready,
               range_agg(time) FILTER (WHERE kind = 'TALK') AS talk
        FROM stretch
        WHERE NOT isempty(time)
        GROUP BY since, agent_ref
      ),
      timed AS MATERIALIZED (
        SELECT since, agent_ref,
               CAST(extract(epoch FROM COALESCE(logged_in, interval '0')) * 1000000 AS bigint)
                 AS logged_in,
               CAST(extract(epoch FROM COALESCE(not_ready, interval '0')) * 1000000 AS bigint)
                 AS not_ready,
               CAST(extract(epoch FROM COALESCE(wrap_up, interval '0')) * 1000000 AS bigint)
                 AS wrap_up,
               COALESCE((
                 SELECT CAST(extract(epoch FROM sum(upper(r) - lower(r))) * 1000000 AS bigint)
                 FROM unnest(busy) AS r), 0) AS handling,
               COALESCE((
                 SELECT CAST(extract(epoch FROM sum(upper(r) - lower(r))) * 1000000 AS bigint)
                 FROM unnest(ready - COALESCE(talk, '{}')) AS r), 0) AS available
        FROM clock
      )
      """;

  private AgentTime() {}
}
