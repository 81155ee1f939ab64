package dev.tenure.reporting.sums;

/**
 * Where sums aren't clean, in SQL: makes of {@code since} and {@code until} the spans asked for,
 * {@code span}, and of them {@code touched}, the quarters whose facts have to be read, with the
 * place of their span. Stands behind {@link FactSums#GIVEN}. Parameter: {@code customer}.
 */
final class TouchedTime {

  static final String TOUCHED =
      """
      span AS (
        SELECT since, until, n
        FROM unnest(CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
          WITH ORDINALITY AS s(since, until, n)
      ),
      -- What ended in the last seconds of a quarter may belong to a wrap-up that begins in the next.
      dirty AS MATERIALIZED (
        SELECT DISTINCT t.quarter + n * interval '15 minutes' AS at
        FROM fact_touched t
        CROSS JOIN generate_series(0, 1) AS n
        WHERE t.customer_id = :customer
          AND t.quarter >= (SELECT min(since) FROM span) - interval '15 minutes'
          AND t.quarter < (SELECT max(until) FROM span)
        UNION
        -- What is open though service is over was perhaps summed up while it went on.
        SELECT date_bin('15 minutes', o.at, 'epoch') + n * interval '15 minutes'
        FROM (
          SELECT unnest(ARRAY[c.started_at, v.entered_at]) AS at
          FROM ended e
          JOIN call c
            ON c.customer_id = :customer
           AND c.ended_at IS NULL
           AND c.service_from = e.service_from
          LEFT JOIN queue_visit v ON v.call_id = c.id
          UNION ALL
          SELECT i.started_at
          FROM ended e
          JOIN agent_interval i
            ON i.customer_id = :customer
           AND i.ended_at IS NULL
           AND i.service_from = e.service_from
        ) AS o
        CROSS JOIN generate_series(0, 1) AS n
        WHERE o.at IS NOT NULL
      ),
      -- Spans follow one another without a gap, so a place among their beginnings finds the span.
      touched AS MATERIALIZED (
        SELECT at, width_bucket(at, CAST(:since AS timestamptz[])) AS n
        FROM dirty
        WHERE at >= (SELECT min(since) FROM span)
          AND at < (SELECT max(until) FROM span)
      ),
      """;

  private TouchedTime() {}
}
