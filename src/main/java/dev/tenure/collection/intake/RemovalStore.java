package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that takes out of the journal what a termination cuts off. */
@Repository
class RemovalStore {

  private final JdbcClient jdbc;

  RemovalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was taken out of the journal. */
  record Removed(
      SourceId source, @Nullable String call, @Nullable String agent, Instant occurredAt) {}

  /** C3: takes out what a fast clock stamped at or after T. */
  List<Removed> removeFrom(CustomerId customer, Instant end) {
    List<Removed> removed =
        jdbc.sql(
                """
                DELETE FROM intake_event
                WHERE customer_id = :customer
                  AND occurred_at >= :end
                RETURNING source_id, call_ref, agent_ref, occurred_at
                """)
            .param("customer", customer.value())
            .param("end", Timestamp.from(end))
            .query((rs, n) ->
                new Removed(
                    new SourceId(rs.getObject("source_id", UUID.class)),
                    rs.getString("call_ref"),
                    rs.getString("agent_ref"),
                    rs.getTimestamp("occurred_at").toInstant()))
            .list();
    Set<CallRef> calls = new HashSet<>();
    for (Removed one : removed) {
      if (one.call() != null) {
        calls.add(new CallRef(one.source(), customer, one.call()));
      }
    }
    if (!calls.isEmpty()) {
      forgetRemoved(List.copyOf(calls));
    }
    return removed;
  }

  /** What was taken out may come again, after a reinstatement, and is then named by itself. */
  private void forgetRemoved(List<CallRef> calls) {
    jdbc.sql(
            """
            UPDATE intake_event h
            SET companions = ARRAY(
              SELECT e.source_event_id
              FROM intake_event e
              WHERE e.source_id = h.source_id
                AND e.source_event_id = ANY(h.companions))
            FROM unnest(CAST(:source AS uuid[]), CAST(:customer AS uuid[]), :ref)
              AS k(source_id, customer_id, call_ref)
            WHERE h.source_id = k.source_id
              AND h.customer_id = k.customer_id
              AND h.call_ref = k.call_ref
              AND h.companions IS NOT NULL
            """)
        .params(Rows.ofCalls(calls))
        .update();
  }
}
