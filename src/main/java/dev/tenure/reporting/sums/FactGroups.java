package dev.tenure.reporting.sums;

/**
 * Facts by quarter, dimension and key, in SQL: of {@code fact}, as {@link FactSums} makes it, it
 * makes {@code computed}.
 */
final class FactGroups {

  static final String COMPUTED =
      """
      part AS (
        SELECT f.quarter, d.dimension, d.key, f.kind, f.wait, count(*) AS n,
               sum(calls) AS calls, sum(calls_answered) AS calls_answered,
               sum(calls_talk) AS calls_talk, sum(offers) AS offers, sum(unanswered) AS unanswered,
               sum(offered) AS offered, sum(answered) AS answered, sum(abandoned) AS abandoned,
               sum(refused) AS refused, sum(overflowed) AS overflowed,
               sum(left_otherwise) AS left_otherwise, sum(transferred) AS transferred,
               sum(handled) AS handled, sum(wait_answered) AS wait_answered,
               sum(wait_abandoned) AS wait_abandoned, max(longest_wait) AS longest_wait,
               sum(talk) AS talk, sum(held) AS held, sum(wrap_up) AS wrap_up,
               sum(wraps) AS wraps
        FROM fact f
        CROSS JOIN LATERAL (
          VALUES ('ALL', ''), ('QUEUE', f.queue), ('AGENT', f.agent_ref), ('NUMBER', f.number),
                 ('DIRECTION', f.direction), ('QUEUE_AGENT', f.queue || chr(31) || f.agent_ref))
            AS d(dimension, key)
        WHERE d.dimension = ANY(CAST(:dimensions AS text[]))
          AND (d.dimension <> 'QUEUE_AGENT' OR f.queue <> '')
        GROUP BY f.quarter, d.dimension, d.key, f.kind, f.wait
      ),
      counted AS (
        SELECT p.*,
               CAST(sum(n) OVER (
                 PARTITION BY quarter, dimension, key, kind ORDER BY wait) AS bigint) AS upto
        FROM part p
      ),
      computed AS MATERIALIZED (
        SELECT quarter, dimension, key,
               CASE
                 WHEN dimension = 'DIRECTION' THEN (SELECT rule.name FROM rule)
                 ELSE ''
               END AS rule,
               CAST(sum(calls) AS bigint) AS calls,
               CAST(sum(calls_answered) AS bigint) AS calls_answered,
               CAST(sum(calls_talk) AS bigint) AS calls_talk,
               CAST(sum(offers) AS bigint) AS offers,
               CAST(sum(unanswered) AS bigint) AS unanswered,
               CAST(sum(offered) AS bigint) AS offered,
               CAST(sum(answered) AS bigint) AS answered,
               CAST(sum(abandoned) AS bigint) AS abandoned,
               CAST(sum(refused) AS bigint) AS refused,
               CAST(sum(overflowed) AS bigint) AS overflowed,
               CAST(sum(left_otherwise) AS bigint) AS left_otherwise,
               CAST(sum(transferred) AS bigint) AS transferred,
               CAST(sum(handled) AS bigint) AS handled,
               CAST(sum(wait_answered) AS bigint) AS wait_answered,
               CAST(sum(wait_abandoned) AS bigint) AS wait_abandoned,
               CAST(max(longest_wait) AS bigint) AS longest_wait,
               CAST(sum(talk) AS bigint) AS talk,
               CAST(sum(held) AS bigint) AS held,
               CAST(sum(wrap_up) AS bigint) AS wrap_up,
               CAST(sum(wraps) AS bigint) AS wraps,
               COALESCE(
                 array_agg(CAST(wait AS smallint) ORDER BY wait) FILTER (WHERE kind = 'A'), '{}')
                 AS answered_waits,
               COALESCE(array_agg(upto ORDER BY wait) FILTER (WHERE kind = 'A'), '{}')
                 AS answered_upto,
               COALESCE(
                 array_agg(CAST(wait AS smallint) ORDER BY wait) FILTER (WHERE kind = 'B'), '{}')
                 AS abandoned_waits,
               COALESCE(array_agg(upto ORDER BY wait) FILTER (WHERE kind = 'B'), '{}')
                 AS abandoned_upto
        FROM counted
        GROUP BY quarter, dimension, key
      )
      """;

  private FactGroups() {}
}
