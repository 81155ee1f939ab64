package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Dimension;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that finds what a report can be narrowed to. */
@Repository
public class ChoiceStore {

  private final JdbcClient jdbc;

  ChoiceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Queues or own numbers of facts in that time, in order. */
  public List<String> keys(CustomerId customer, Bucket time, Dimension dimension) {
    return jdbc.sql(
            """
            WITH summed AS (
              SELECT COALESCE(max(until), CAST(:from AS timestamptz)) AS until
              FROM report_day_done
              WHERE customer_id = :customer
                AND until <= :to
            )
            SELECT key
            FROM (
              SELECT key
              FROM report_day
              WHERE customer_id = :customer
                AND dimension = :dimension
                AND since >= :from
                AND since < :to
              UNION
              SELECT key
              FROM report_quarter
              WHERE customer_id = :customer
                AND dimension = :dimension
                AND quarter >= GREATEST(CAST(:from AS timestamptz), (SELECT until FROM summed))
                AND quarter < :to
              UNION
              SELECT v.queue
              FROM fact_touched t
              JOIN queue_visit v
                ON v.customer_id = t.customer_id
               AND v.entered_at >= t.quarter
               AND v.entered_at < t.quarter + interval '15 minutes'
              WHERE t.customer_id = :customer
                AND t.quarter >= :from
                AND t.quarter < :to
                AND :dimension = 'QUEUE'
              UNION
              SELECT CASE
                       WHEN :dimension = 'QUEUE' THEN c.queue
                       WHEN c.direction IN ('OUTBOUND', 'INTERNAL') THEN c.caller
                       ELSE c.called
                     END
              FROM fact_touched t
              JOIN call c
                ON c.customer_id = t.customer_id
               AND c.started_at >= t.quarter
               AND c.started_at < t.quarter + interval '15 minutes'
              WHERE t.customer_id = :customer
                AND t.quarter >= :from
                AND t.quarter < :to
            ) AS k
            WHERE key <> ''
            ORDER BY key
            """)
        .param("customer", customer.value())
        .param("dimension", dimension.name())
        .param("from", Timestamp.from(time.from()))
        .param("to", Timestamp.from(time.to()))
        .query((rs, n) -> rs.getString("key"))
        .list();
  }
}
