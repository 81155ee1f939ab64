package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the queue of requested reinstatements (E4). */
@Repository
class ReinstatementRequestStore {

  private final JdbcClient jdbc;

  ReinstatementRequestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean insert(CustomerId customer, String by, String note, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO reinstatement_request (customer_id, requested_at, requested_by, note)
                VALUES (:customer, :now, :by, :note)
                ON CONFLICT (customer_id) WHERE settled_at IS NULL DO NOTHING
                """)
            .param("customer", customer.value())
            .param("now", Timestamp.from(now))
            .param("by", by)
            .param("note", note)
            .update()
        == 1;
  }

  boolean settle(CustomerId customer, String by, String outcome, Instant now) {
    return jdbc.sql(
                """
                UPDATE reinstatement_request
                SET settled_at = :now,
                    settled_by = :by,
                    outcome = :outcome
                WHERE customer_id = :customer
                  AND settled_at IS NULL
                """)
            .param("customer", customer.value())
            .param("now", Timestamp.from(now))
            .param("by", by)
            .param("outcome", outcome)
            .update()
        == 1;
  }

  Optional<ReinstatementRequests.Request> open(CustomerId customer) {
    return select(customer).stream().findFirst();
  }

  List<ReinstatementRequests.Request> queue() {
    return select(null);
  }

  private List<ReinstatementRequests.Request> select(@Nullable CustomerId customer) {
    return jdbc.sql(
            """
            SELECT q.customer_id, c.name AS customer_name, r.name AS reseller_name,
                   q.requested_at, q.requested_by, q.note
            FROM reinstatement_request q
            JOIN customer c ON c.id = q.customer_id
            JOIN reseller r ON r.id = c.reseller_id
            WHERE q.settled_at IS NULL
              AND (CAST(:customer AS uuid) IS NULL OR q.customer_id = :customer)
            ORDER BY q.requested_at
            LIMIT 500
            """)
        .param("customer", customer == null ? null : customer.value())
        .query((rs, n) ->
            new ReinstatementRequests.Request(
                new CustomerId(rs.getObject("customer_id", UUID.class)),
                rs.getString("customer_name"),
                rs.getString("reseller_name"),
                rs.getTimestamp("requested_at").toInstant(),
                rs.getString("requested_by"),
                rs.getString("note")))
        .list();
  }
}
