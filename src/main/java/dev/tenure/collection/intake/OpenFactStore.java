package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that finds facts still open in service periods that are over, and those that were cut. */
@Repository
class OpenFactStore {

  private final JdbcClient jdbc;

  OpenFactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was in progress when service ended. */
  record Cut(int calls, int agents) {}

  /** What was cut where the customer's last service up to that instant ended; empty if none has. */
  Optional<Cut> cutAt(CustomerId customer, Instant due) {
    return jdbc.sql(
            """
            WITH ended AS MATERIALIZED (
              SELECT max(upper(p.during)) AS at
              FROM service_period p
              WHERE p.customer_id = :customer
                AND p.kind = 'OWN'
                AND upper(p.during) <= CAST(:due AS timestamptz)
            )
            SELECT e.at IS NOT NULL AS ended,
              (
                SELECT count(*)
                FROM call c
                WHERE c.customer_id = :customer
                  AND upper(c.during) = e.at
                  AND c.ended_at = e.at
                  AND c.ended_by = 'TERMINATION') AS calls,
              (
                SELECT count(*)
                FROM agent_interval i
                WHERE i.customer_id = :customer
                  AND i.during && tstzrange(e.at - interval '1 microsecond', e.at)
                  AND i.ended_at = e.at
                  AND i.ended_by = 'TERMINATION') AS agents
            FROM ended e
            """)
        .param("customer", customer.value())
        .param("due", Timestamp.from(due))
        .query((rs, n) ->
            rs.getBoolean("ended")
                ? Optional.of(new Cut(rs.getInt("calls"), rs.getInt("agents")))
                : Optional.<Cut>empty())
        .single();
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
