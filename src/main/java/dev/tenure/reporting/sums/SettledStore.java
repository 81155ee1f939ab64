package dev.tenure.reporting.sums;

import dev.tenure.collection.SettledQuarters;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the quarters that are summed up and not touched since. */
@Repository
class SettledStore implements SettledQuarters {

  private final JdbcClient jdbc;

  SettledStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Marked by the transaction that summed them up: it saw the facts as they are. */
  @Override
  public Map<Instant, String> between(CustomerId customer, Instant from, Instant to) {
    Map<Instant, String> settled = new HashMap<>();
    jdbc.sql(
            """
            SELECT q.quarter, CAST(q.xmin AS text) AS summed_by
            FROM report_quarter q
            WHERE q.customer_id = :customer
              AND q.dimension = 'ALL'
              AND q.quarter >= :from
              AND q.quarter < :to
              AND NOT EXISTS (
                SELECT
                FROM fact_touched t
                WHERE t.customer_id = q.customer_id
                  AND t.quarter = q.quarter)
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(rs -> {
          settled.put(rs.getTimestamp("quarter").toInstant(), rs.getString("summed_by"));
        });
    return settled;
  }
}
