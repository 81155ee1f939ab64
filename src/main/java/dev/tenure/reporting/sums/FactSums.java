package dev.tenure.reporting.sums;

/**
 * What facts add up to, in SQL: the one definition that stored sums and reports share, so that they
 * can't differ. It stands behind {@link #GIVEN} and a {@code quarter(at) AS (…)}, the quarters
 * meant, and makes {@code computed} with the columns of {@code report_quarter}. Parameters: {@code
 * customer}, {@code dimensions}.
 *
 * <p>Wrap-up is told of agents, not of visits. It belongs to the visit whose talk ended within the
 * five seconds before it, and counts in the quarter in which it begins. Talks of up to four hours
 * are looked through for it. Visits without any are {@code handled - wraps}, to be multiplied with
 * the customer's own wrap-up; those of queues with one of their own have it in {@code wrap_up}
 * already, and count in {@code wraps}.
 */
final class FactSums {

  /** The columns that add up, in the order of the table. */
  static final String SUMS =
      """
      calls, calls_answered, calls_talk, offers, unanswered, offered, answered, abandoned, refused,
      overflowed, left_otherwise, transferred, handled, wait_answered, wait_abandoned, longest_wait,
      talk, held, wrap_up, wraps
      """;

  /** The columns of waits. */
  static final String WAITS = "answered_waits, answered_upto, abandoned_waits, abandoned_upto";

  /** What the customer calls internal, and which service is over. Stands before the rest. */
  static final String GIVEN =
      """
      -- Of each service period that is over: when. What is open in it ended then (A2, C4), though it may
      -- be written down later.
      ended AS MATERIALIZED (
        SELECT lower(during) AS service_from, upper(during) AS at
        FROM service_period
        WHERE customer_id = :customer
          AND upper(during) <= tenure_now()
      ),
      rule AS MATERIALIZED (
        SELECT internal_digits AS digits, internal_prefixes AS prefixes, internal AS name,
               'DIRECTION' = ANY(CAST(:dimensions AS text[])) AS wanted
        FROM customer_rule
        WHERE customer_id = :customer
      ),
      """;

  /** Which way a call goes for the customer, if anybody asks, and its own number. */
  private static final String OF_CALL =
      """
      CASE
        WHEN rule.wanted
          THEN call_direction(c.direction, c.caller, c.called, rule.digits, rule.prefixes)
        ELSE ''
      END AS direction,
      CASE WHEN c.direction IN ('OUTBOUND', 'INTERNAL') THEN c.caller ELSE c.called END AS number
      """;

  /**
   * The facts that begin in each quarter, and their calls. Looked up one by one whatever statistics
   * say ({@code OFFSET 0}): a planner takes a quarter to hold a ninth of all facts, and would
   * rather read ten million calls.
   */
  private static String factsOfQuarter(String table, String begin) {
    return """
    CROSS JOIN LATERAL (
      SELECT *
      FROM %1$s f
      WHERE f.customer_id = :customer
        AND f.%2$s >= q.at
        AND f.%2$s < q.at + interval '15 minutes'
      OFFSET 0
    ) AS f
    CROSS JOIN LATERAL (
      SELECT c.source_id, c.service_from, c.ended_at, c.held_since,
    %3$s
      FROM call c
      CROSS JOIN rule
      WHERE c.id = f.call_id
      OFFSET 0
    ) AS c
    """
        .formatted(table, begin, OF_CALL);
  }

  static final String COMPUTED =
      """
      visit AS MATERIALIZED (
        SELECT q.at AS quarter, f.queue, f.agent_ref, c.direction, c.number,
               CASE WHEN f.left_at IS NULL AND e.at IS NOT NULL THEN 'CUT_OFF' ELSE f.outcome END
                 AS outcome,
               f.transferred, COALESCE(f.talk_until, e.at) AS talk_until,
               CAST(extract(epoch FROM COALESCE(f.left_at, e.at) - f.entered_at) * 1000000 AS bigint)
                 AS waited,
               CAST(extract(epoch FROM COALESCE(f.talk_until, e.at) - f.left_at) * 1000000 AS bigint)
                 AS talked,
               CAST(extract(epoch FROM
                 CASE
                   WHEN f.talk_until IS NULL THEN f.held + COALESCE(e.at - c.held_since, interval '0')
                   ELSE f.held
                 END) * 1000000 AS bigint) AS held,
               CAST(w.seconds AS bigint) * 1000000 AS own_wrap
        FROM quarter q
      """
          + factsOfQuarter("queue_visit", "entered_at")
          + """
            LEFT JOIN ended e ON c.ended_at IS NULL AND e.service_from = c.service_from
            LEFT JOIN queue_wrap_up w ON w.customer_id = :customer AND w.queue = f.queue
          ),
          taken AS (
            SELECT q.at AS quarter, c.queue, c.agent_ref, c.direction, c.number,
                   c.answered_at IS NOT NULL AS answered,
                   CAST(
                     extract(epoch FROM COALESCE(c.ended_at, e.at) - c.answered_at) * 1000000
                     AS bigint) AS talked
            FROM quarter q
            CROSS JOIN LATERAL (
              SELECT c.queue, c.agent_ref, c.answered_at, c.ended_at, c.service_from,
          """
          + OF_CALL
          + """
              FROM call c
              CROSS JOIN rule
              WHERE c.customer_id = :customer
                AND c.started_at >= q.at
                AND c.started_at < q.at + interval '15 minutes'
              OFFSET 0
            ) AS c
            LEFT JOIN ended e ON c.ended_at IS NULL AND e.service_from = c.service_from
          ),
          offer AS (
            SELECT q.at AS quarter, f.queue, f.agent_ref, c.direction, c.number,
                   is_rna(f.result) AS unanswered
            FROM quarter q
          """
          + factsOfQuarter("agent_offer", "offered_at")
          + """
          ),
          wrap AS MATERIALIZED (
            SELECT q.at AS quarter, a.source_id, a.agent_ref, i.started_at AS at,
                   CAST(extract(epoch FROM COALESCE(i.ended_at, e.at) - i.started_at) * 1000000 AS bigint)
                     AS length
            FROM quarter q
            CROSS JOIN LATERAL (
              SELECT *
              FROM agent_interval i
              WHERE i.customer_id = :customer
                AND i.during && tstzrange(q.at, q.at + interval '15 minutes')
                AND i.started_at >= q.at
                AND i.started_at < q.at + interval '15 minutes'
                AND i.status = 'WRAP_UP'
              OFFSET 0
            ) AS i
            LEFT JOIN ended e ON i.ended_at IS NULL AND e.service_from = i.service_from
            JOIN agent a ON a.id = i.agent_id
            WHERE COALESCE(i.ended_at, e.at) IS NOT NULL
          ),
          before AS (
            SELECT DISTINCT q.quarter - n * interval '15 minutes' AS at
            FROM (SELECT DISTINCT quarter FROM wrap) AS q
            CROSS JOIN generate_series(0, 16) AS n
          ),
          talk AS MATERIALIZED (
            SELECT DISTINCT ON (c.source_id, f.agent_ref, f.talk_until)
                   c.source_id, f.agent_ref, f.talk_until AS at, f.queue, c.direction, c.number
            FROM before q
          """
          + factsOfQuarter("queue_visit", "entered_at")
          + """
            WHERE f.talk_until IS NOT NULL
            ORDER BY c.source_id, f.agent_ref, f.talk_until, f.call_id, f.seq
          ),
          """
          + """
          wrapped AS (
            SELECT w.quarter, t.queue, t.agent_ref, t.direction, t.number,
                   w.length - COALESCE(CAST(r.seconds AS bigint) * 1000000, 0) AS length,
                   CAST(r.seconds IS NULL AS integer) AS wraps
            FROM (
              SELECT source_id, agent_ref, at, quarter, length,
                     max(at) FILTER (WHERE quarter IS NULL)
                       OVER (PARTITION BY source_id, agent_ref ORDER BY at, quarter NULLS FIRST) AS talked
              FROM (
                SELECT source_id, agent_ref, at, quarter, length
                FROM wrap
                UNION ALL
                SELECT source_id, agent_ref, at, NULL, NULL
                FROM talk
              ) AS ends
            ) AS w
            JOIN talk t
              ON t.source_id = w.source_id
             AND t.agent_ref = w.agent_ref
             AND t.at = w.talked
            LEFT JOIN queue_wrap_up r ON r.customer_id = :customer AND r.queue = t.queue
            WHERE w.quarter IS NOT NULL
              AND w.at <= w.talked + interval '5 seconds'
          ),
          fact (
            quarter, queue, agent_ref, number, direction, kind, wait, calls, calls_answered, calls_talk,
            offers, unanswered, offered, answered, abandoned, refused, overflowed, left_otherwise,
            transferred, handled, wait_answered, wait_abandoned, longest_wait, talk, held, wrap_up,
            wraps) AS (
            SELECT quarter, queue, agent_ref, number, direction,
                   CASE outcome WHEN 'ANSWERED' THEN 'A' WHEN 'ABANDONED' THEN 'B' ELSE '' END,
                   CASE
                     WHEN outcome IN ('ANSWERED', 'ABANDONED')
                       THEN LEAST(CAST(ceil(waited / 1000000.0) AS integer), 3601)
                     ELSE 0
                   END,
                   0, 0, 0, 0, 0, 1,
                   CAST(outcome = 'ANSWERED' AS integer),
                   CAST(outcome = 'ABANDONED' AS integer),
                   CAST(outcome = 'REFUSED' AS integer),
                   CAST(outcome IN ('OVERFLOW', 'TRANSFERRED') AS integer),
                   CAST(outcome IN ('TIMEOUT', 'EMPTY', 'KEY', 'WITHDRAWN', 'LOST', 'CUT_OFF') AS integer),
                   CAST(outcome = 'ANSWERED' AND transferred AS integer),
                   CAST(outcome = 'ANSWERED' AND talk_until IS NOT NULL AS integer),
                   CASE WHEN outcome = 'ANSWERED' THEN waited ELSE 0 END,
                   CASE WHEN outcome = 'ABANDONED' THEN waited ELSE 0 END,
                   COALESCE(waited, 0),
                   CASE WHEN outcome = 'ANSWERED' AND talk_until IS NOT NULL THEN talked ELSE 0 END,
                   CASE WHEN outcome = 'ANSWERED' AND talk_until IS NOT NULL THEN held ELSE 0 END,
                   CASE
                     WHEN outcome = 'ANSWERED' AND talk_until IS NOT NULL THEN COALESCE(own_wrap, 0)
                     ELSE 0
                   END,
                   CAST(
                     outcome = 'ANSWERED' AND talk_until IS NOT NULL AND own_wrap IS NOT NULL
                     AS integer)
            FROM visit
            UNION ALL
            SELECT quarter, queue, agent_ref, number, direction, '', 0,
                   1, CAST(answered AS integer), COALESCE(talked, 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                   0, 0, 0
            FROM taken
            UNION ALL
            SELECT quarter, queue, agent_ref, number, direction, '', 0,
                   0, 0, 0, 1, CAST(unanswered AS integer), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            FROM offer
            UNION ALL
            SELECT quarter, queue, agent_ref, number, direction, '', 0,
                   0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, length, wraps
            FROM wrapped
          ),
          """
          + FactGroups.COMPUTED;

  private FactSums() {}
}
