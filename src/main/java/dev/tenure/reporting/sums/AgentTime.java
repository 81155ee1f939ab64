package dev.tenure.reporting.sums;

/**
 * Agents' time in SQL, the one definition that stored days and reports share. It stands behind a
 * {@code WITH span(since, until) AS (…)} and makes {@code timed} with a row for each span and
 * agent. What is open lasts until now, or until service ended (C4). Parameters: {@code customer},
 * {@code wrapUp} in seconds.
 *
 * <p>It says of an agent what the day view of Agents says: on a call before ringing, ringing before
 * wrap-up, wrap-up before what else was told; and after a queue talk that ended while the phone
 * system called the agent ready, or had never reported a status of the agent, the customer's own
 * wrap-up time for the queue, until another status is reported.
 */
final class AgentTime {

  static final String COLUMNS = "logged_in, not_ready, wrap_up, handling, available, untold";

  /**
   * The agent of a part of a call, looked up one by one whatever statistics say ({@code OFFSET 0}):
   * a planner can't know how little a span holds, and would rather read all calls.
   */
  private static String agentOf(String part) {
    return """
    CROSS JOIN LATERAL (
      SELECT c.source_id, c.service_from
      FROM call c
      WHERE c.id = %s.call_id
      OFFSET 0
    ) AS c
    """
            .formatted(part)
        + agentIn(part);
  }

  /** The agent of a part of the call {@code c}. */
  private static String agentIn(String part) {
    return """
    JOIN agent a
      ON a.customer_id = :customer
     AND a.source_id = c.source_id
     AND a.agent_ref = %s.agent_ref
    """
        .formatted(part);
  }

  static final String TIMED =
      """
      present AS MATERIALIZED (
        SELECT tenure_now() AS now,
               make_interval(secs => GREATEST(
                 CAST(:wrapUp AS integer),
                 (SELECT max(seconds) FROM queue_wrap_up WHERE customer_id = :customer)))
                 AS longest_wrap_up
      ),
      -- Of each service period that is over: when; the present for the others.
      service AS MATERIALIZED (
        SELECT lower(p.during) AS service_from, LEAST(upper(p.during), present.now) AS over
        FROM service_period p
        CROSS JOIN present
        WHERE p.customer_id = :customer
      ),
      stretch AS (
        SELECT i.agent_id, i.status AS kind, s.since,
               tstzrange(GREATEST(i.started_at, s.since), LEAST(i.ended_at, s.until)) AS time
        FROM span s
        JOIN agent_interval i
          ON i.customer_id = :customer
         AND i.during && tstzrange(s.since, s.until)
         AND i.ended_at IS NOT NULL
        UNION ALL
        SELECT i.agent_id, i.status, s.since,
               tstzrange(GREATEST(i.started_at, s.since), LEAST(v.over, s.until))
        FROM agent_interval i
        JOIN service v ON v.service_from = i.service_from
        JOIN span s ON i.started_at < s.until AND v.over > s.since
        WHERE i.customer_id = :customer
          AND i.ended_at IS NULL
          AND i.started_at < v.over
        UNION ALL
        SELECT a.id, 'TALK', s.since,
               tstzrange(GREATEST(g.started_at, s.since), LEAST(g.ended_at, s.until))
        FROM span s
        CROSS JOIN LATERAL (
          SELECT *
          FROM segments_within(:customer, s.since, s.until) g
          WHERE g.kind = 'TALK'
            AND g.agent_ref <> ''
            AND g.ended_at IS NOT NULL
          OFFSET 0
        ) AS g
      """
          + agentOf("g")
          + """
            UNION ALL
            SELECT a.id, 'TALK', s.since,
                   tstzrange(GREATEST(g.started_at, s.since), LEAST(v.over, s.until))
            FROM call c
            JOIN segment g ON g.call_id = c.id
            JOIN service v ON v.service_from = c.service_from
            JOIN span s ON g.started_at < s.until AND v.over > s.since
          """
          + agentIn("g")
          + """
            WHERE c.customer_id = :customer
              AND c.ended_at IS NULL
              AND g.kind = 'TALK'
              AND g.ended_at IS NULL
              AND g.started_at < v.over
            UNION ALL
            SELECT a.id, 'RING', s.since,
                   tstzrange(GREATEST(o.offered_at, s.since), LEAST(o.ended_at, s.until))
            FROM span s
            CROSS JOIN LATERAL (
              SELECT *
              FROM offers_within(:customer, s.since, s.until) o
              WHERE o.ended_at IS NOT NULL
              OFFSET 0
            ) AS o
          """
          + agentOf("o")
          + """
            UNION ALL
            SELECT a.id, 'RING', s.since,
                   tstzrange(GREATEST(o.offered_at, s.since), LEAST(v.over, s.until))
            FROM call c
            JOIN agent_offer o ON o.call_id = c.id
            JOIN service v ON v.service_from = c.service_from
            JOIN span s ON o.offered_at < s.until AND v.over > s.since
          """
          + agentIn("o")
          + """
            WHERE c.customer_id = :customer
              AND c.ended_at IS NULL
              AND o.ended_at IS NULL
              AND o.offered_at < v.over
            UNION ALL
            SELECT a.id, 'WRAP_UP', s.since,
                   tstzrange(
                     GREATEST(g.ended_at, s.since),
                     GREATEST(
                       s.since,
                       g.ended_at,
                       LEAST(g.ended_at + g.wrap_up, n.next, n.over, s.until)))
            FROM span s
            CROSS JOIN present
            CROSS JOIN LATERAL (
              SELECT g.*, w.length AS wrap_up
              FROM segments_within(:customer, s.since - present.longest_wrap_up, s.until) g
              LEFT JOIN queue_wrap_up q ON q.customer_id = :customer AND q.queue = g.queue
              CROSS JOIN LATERAL (
                SELECT make_interval(secs => COALESCE(q.seconds, CAST(:wrapUp AS integer))) AS length
              ) AS w
              WHERE g.kind = 'TALK'
                AND g.queue <> ''
                AND g.result <> 'termination'
                AND g.ended_at < s.until
                AND g.ended_at + w.length > s.since
              OFFSET 0
            ) AS g
          """
          + agentOf("g")
          + """
            CROSS JOIN LATERAL (
              SELECT i.ended_at AS next, v.over
              FROM agent_interval i
              JOIN service v ON v.service_from = i.service_from
              WHERE i.agent_id = a.id
                AND i.status = 'READY'
                AND i.started_at <= g.ended_at
                AND (i.ended_at IS NULL OR i.ended_at > g.ended_at)
              UNION ALL
              -- Nobody had said yet what the agent is.
              SELECT f.first, v.over
              FROM (
                SELECT min(i.started_at) AS first
                FROM agent_interval i
                WHERE i.agent_id = a.id
              ) AS f
              JOIN service v ON v.service_from = c.service_from
              WHERE f.first IS NULL
                 OR f.first > g.ended_at
            ) AS n
            WHERE present.longest_wrap_up > interval '0'
          ),
          clock AS (
            SELECT since, agent_id,
                   COALESCE(range_agg(time) FILTER (WHERE kind = 'TALK'), '{}') AS talk,
                   COALESCE(range_agg(time) FILTER (WHERE kind = 'RING'), '{}') AS ring,
                   COALESCE(range_agg(time) FILTER (WHERE kind = 'WRAP_UP'), '{}') AS wrap,
                   COALESCE(range_agg(time) FILTER (WHERE kind = 'READY'), '{}') AS ready,
                   COALESCE(range_agg(time) FILTER (WHERE kind = 'NOT_READY'), '{}') AS paused
            FROM stretch
            WHERE NOT isempty(time)
            GROUP BY since, agent_id
          ),
          timed AS MATERIALIZED (
            SELECT c.since, a.agent_ref,
                   CAST(sum(p.logged_in) AS bigint) AS logged_in,
                   CAST(sum(p.not_ready) AS bigint) AS not_ready,
                   CAST(sum(p.wrap_up) AS bigint) AS wrap_up,
                   CAST(sum(p.handling) AS bigint) AS handling,
                   CAST(sum(p.available) AS bigint) AS available,
                   CAST(sum(p.untold) AS bigint) AS untold
            FROM clock c
            JOIN agent a ON a.id = c.agent_id
            -- C13: before the first status that was reported nothing is known but calls.
            CROSS JOIN LATERAL (
              SELECT tstzmultirange(tstzrange(NULL, min(i.started_at))) AS silent
              FROM agent_interval i
              WHERE i.agent_id = c.agent_id
            ) AS f
            CROSS JOIN LATERAL (
              SELECT
          """
          + micros("talk + ring + wrap + ready + paused - silent", "logged_in")
          + ","
          + micros("paused - ring - talk", "not_ready")
          + ","
          + micros("wrap - ring - talk", "wrap_up")
          + ","
          + micros("talk + (wrap - ring)", "handling")
          + ","
          + micros("ring + (ready - wrap) - talk - silent", "available")
          + ","
          + micros("(talk + (wrap - ring)) * silent", "untold")
          + """
            ) AS p
            GROUP BY c.since, a.agent_ref
          )
          """;

  private AgentTime() {}

  private static String micros(String times, String name) {
    return """
    COALESCE((
      SELECT CAST(extract(epoch FROM sum(upper(r) - lower(r))) * 1000000 AS bigint)
      FROM unnest(%s) AS r), 0) AS %s
    """
        .formatted(times, name);
  }
}
