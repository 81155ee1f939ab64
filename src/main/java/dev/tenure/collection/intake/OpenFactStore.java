package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that finds facts still open in service periods that are over. */
@Repository
class OpenFactStore {

  private final JdbcClient jdbc;

  OpenFactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Which of these customers have any. */
  List<CustomerId> withOpenFacts(Collection<UUID> customers) {
    return jdbc.sql(
            """
            SELECT DISTINCT p.customer_id
            FROM service_period p
            WHERE p.customer_id = ANY(CAST(:ids AS uuid[]))
              AND upper(p.during) <= tenure_now()
              AND (
                EXISTS (
                  SELECT 1
                  FROM call c
                  WHERE c.customer_id = p.customer_id
                    AND c.service_from = lower(p.during)
                    AND c.ended_at IS NULL)
                OR EXISTS (
                  SELECT 1
                  FROM agent_interval i
                  WHERE i.customer_id = p.customer_id
                    AND i.service_from = lower(p.during)
                    AND i.ended_at IS NULL))
            ORDER BY p.customer_id
            """)
        .params(Rows.of(customers).column("ids", id -> id).params())
        .query((rs, n) -> new CustomerId(rs.getObject("customer_id", UUID.class)))
        .list();
  }
}
