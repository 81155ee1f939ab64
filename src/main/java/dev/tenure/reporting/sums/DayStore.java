package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Bucket;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that adds quarters up to days. */
@Repository
class DayStore {

  private final JdbcClient jdbc;

  DayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes away days that are none in the customer's present calendar. */
  void forget(CustomerId customer, List<Bucket> days) {
    jdbc.sql(
            """
            WITH gone AS (
              DELETE FROM report_day_done
              WHERE customer_id = :customer
                AND since = ANY(CAST(:since AS timestamptz[]))
              RETURNING since
            ),
            sums AS (
              DELETE FROM report_day
              WHERE customer_id = :customer
                AND since IN (SELECT since FROM gone)
            )
            DELETE FROM report_agent_day
            WHERE customer_id = :customer
              AND since IN (SELECT since FROM gone)
            """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .update();
  }

  /** Adds the quarters of these days up; agents' time is left for later. */
  void sumUp(CustomerId customer, List<Bucket> days) {
    add(customer, days, Kept.values());
    jdbc.sql(
            """
            INSERT INTO report_day_done (customer_id, since, until, agents, wrap_up)
            SELECT :customer, since, until, false, 0
            FROM unnest(CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
              AS d(since, until)
            """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .param("until", Arrays.ends(days))
        .update();
  }

  /** Adds the quarters of these days up by these only. */
  void add(CustomerId customer, List<Bucket> days, Kept... kept) {
    jdbc.sql(
            """
            DELETE FROM report_day
            WHERE customer_id = :customer
              AND dimension = ANY(CAST(:dimensions AS text[]))
              AND since = ANY(CAST(:since AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("dimensions", Arrays.names(kept))
        .param("since", Arrays.begins(days))
        .update();
    jdbc.sql(
            """
            INSERT INTO report_day (
              customer_id, dimension, since, key, rule,
            """
                + FactSums.SUMS
                + ","
                + FactSums.WAITS
                + """
                )
                WITH day AS (
                  SELECT since, until
                  FROM unnest(CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
                    AS d(since, until)
                ),
                piece AS MATERIALIZED (
                  SELECT d.since, q.*
                  FROM day d
                  CROSS JOIN LATERAL (
                    SELECT *
                    FROM report_quarter q
                    WHERE q.customer_id = :customer
                      AND q.dimension = ANY(CAST(:dimensions AS text[]))
                      AND q.quarter >= d.since
                      AND q.quarter < d.until
                    OFFSET 0
                  ) AS q
                ),
                -- Of one rule, if all quarters of the day are.
                rules AS (
                  SELECT since, dimension,
                         CASE WHEN min(rule) = max(rule) THEN min(rule) ELSE '' END AS rule
                  FROM piece
                  GROUP BY since, dimension
                ),
                bin AS (
                  SELECT since, dimension, key, kind, wait, sum(n) AS n
                  FROM (
                    SELECT p.since, p.dimension, p.key, 'A' AS kind, u.wait,
                           u.upto - lag(u.upto, 1, 0) OVER (
                             PARTITION BY p.dimension, p.quarter, p.key ORDER BY u.wait) AS n
                    FROM piece p
                    CROSS JOIN LATERAL unnest(p.answered_waits, p.answered_upto) AS u(wait, upto)
                    UNION ALL
                    SELECT p.since, p.dimension, p.key, 'B', u.wait,
                           u.upto - lag(u.upto, 1, 0) OVER (
                             PARTITION BY p.dimension, p.quarter, p.key ORDER BY u.wait)
                    FROM piece p
                    CROSS JOIN LATERAL unnest(p.abandoned_waits, p.abandoned_upto) AS u(wait, upto)
                  ) AS each
                  GROUP BY since, dimension, key, kind, wait
                ),
                counted AS (
                  SELECT since, dimension, key, kind, wait,
                         CAST(sum(n) OVER (
                           PARTITION BY since, dimension, key, kind ORDER BY wait) AS bigint) AS upto
                  FROM bin
                ),
                waits AS (
                  SELECT since, dimension, key,
                         array_agg(wait ORDER BY wait) FILTER (WHERE kind = 'A') AS answered_waits,
                         array_agg(upto ORDER BY wait) FILTER (WHERE kind = 'A') AS answered_upto,
                         array_agg(wait ORDER BY wait) FILTER (WHERE kind = 'B') AS abandoned_waits,
                         array_agg(upto ORDER BY wait) FILTER (WHERE kind = 'B') AS abandoned_upto
                  FROM counted
                  GROUP BY since, dimension, key
                ),
                whole AS (
                  SELECT since, dimension, key,
                         sum(calls) AS calls, sum(calls_answered) AS calls_answered,
                         sum(calls_talk) AS calls_talk, sum(offers) AS offers,
                         sum(unanswered) AS unanswered, sum(offered) AS offered,
                         sum(answered) AS answered, sum(abandoned) AS abandoned,
                         sum(refused) AS refused, sum(overflowed) AS overflowed,
                         sum(left_otherwise) AS left_otherwise, sum(transferred) AS transferred,
                         sum(handled) AS handled, sum(wait_answered) AS wait_answered,
                         sum(wait_abandoned) AS wait_abandoned, max(longest_wait) AS longest_wait,
                         sum(talk) AS talk, sum(held) AS held, sum(wrap_up) AS wrap_up,
                         sum(wraps) AS wraps
                  FROM piece
                  GROUP BY since, dimension, key
                )
                SELECT :customer, dimension, since, key, rule,
                """
                + FactSums.SUMS
                + """
                ,
                       COALESCE(answered_waits, '{}'), COALESCE(answered_upto, '{}'),
                       COALESCE(abandoned_waits, '{}'), COALESCE(abandoned_upto, '{}')
                FROM whole
                JOIN rules USING (since, dimension)
                LEFT JOIN waits USING (since, dimension, key)
                """)
        .param("customer", customer.value())
        .param("dimensions", Arrays.names(kept))
        .param("since", Arrays.begins(days))
        .param("until", Arrays.ends(days))
        .update();
  }

  /**
   * The days whose sums by direction go by another rule than the customer's present, or by several:
   * those are named ''.
   */
  List<Bucket> otherRule(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT o.since, o.until
            FROM report_day_done o
            JOIN customer_rule r ON r.customer_id = o.customer_id
            WHERE o.customer_id = :customer
              AND EXISTS (
                SELECT
                FROM report_day d
                WHERE d.customer_id = o.customer_id
                  AND d.dimension = 'DIRECTION'
                  AND d.since = o.since
                  AND d.rule <> r.internal)
            ORDER BY o.since DESC
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new Bucket(rs.getTimestamp("since").toInstant(), rs.getTimestamp("until").toInstant()))
        .list();
  }

  /**
   * Works agents' time on these days out; each is summed up otherwise.
   *
   * @param wrapUp the customer's own wrap-up time, in seconds
   */
  void timeAgents(CustomerId customer, List<Bucket> days, int wrapUp) {
    jdbc.sql(
            """
            DELETE FROM report_agent_day
            WHERE customer_id = :customer
              AND since = ANY(CAST(:since AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .update();
    jdbc.sql(
            """
            INSERT INTO report_agent_day (customer_id, since, agent_ref,
            """
                + AgentTime.COLUMNS
                + """
                )
                WITH span AS MATERIALIZED (
                  SELECT since, until
                  FROM unnest(CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
                    AS s(since, until)
                ),
                """
                + AgentTime.TIMED
                + """
                SELECT :customer, since, agent_ref,
                """
                + AgentTime.COLUMNS
                + """

                FROM timed
                """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .param("until", Arrays.ends(days))
        .param("wrapUp", wrapUp)
        .update();
    jdbc.sql(
            """
            UPDATE report_day_done
            SET agents = true,
                wrap_up = :wrapUp
            WHERE customer_id = :customer
              AND since = ANY(CAST(:since AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("wrapUp", wrapUp)
        .param("since", Arrays.begins(days))
        .update();
  }
}
