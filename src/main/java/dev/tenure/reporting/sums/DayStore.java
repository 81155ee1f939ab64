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
    jdbc.sql(
            """
            DELETE FROM report_day
            WHERE customer_id = :customer
              AND since = ANY(CAST(:since AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .update();
    jdbc.sql(
            """
            INSERT INTO report_day (
              customer_id, dimension, since, key,
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
                  JOIN report_quarter q
                    ON q.customer_id = :customer
                   AND q.dimension IN ('ALL', 'QUEUE', 'AGENT', 'NUMBER', 'DIRECTION')
                   AND q.quarter >= d.since
                   AND q.quarter < d.until
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
                SELECT :customer, dimension, since, key,
                """
                + FactSums.SUMS
                + """
                ,
                       COALESCE(answered_waits, '{}'), COALESCE(answered_upto, '{}'),
                       COALESCE(abandoned_waits, '{}'), COALESCE(abandoned_upto, '{}')
                FROM whole
                LEFT JOIN waits USING (since, dimension, key)
                """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .param("until", Arrays.ends(days))
        .update();
    jdbc.sql(
            """
            INSERT INTO report_day_done (customer_id, since, until, agents)
            SELECT :customer, since, until, false
            FROM unnest(CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
              AS d(since, until)
            """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .param("until", Arrays.ends(days))
        .update();
  }

  /** Works agents' time on these days out; each is summed up otherwise. */
  void timeAgents(CustomerId customer, List<Bucket> days) {
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
        .update();
    jdbc.sql(
            """
            UPDATE report_day_done
            SET agents = true
            WHERE customer_id = :customer
              AND since = ANY(CAST(:since AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("since", Arrays.begins(days))
        .update();
  }
}
