package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that takes out of the journal what a termination cuts off. */
@Repository
class RemovalStore {

  private final JdbcClient jdbc;

  RemovalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was taken out of the journal: an event of a call or an agent. */
  record Removed(FactRef of, Instant occurredAt) {}

  /** C3: takes out what a fast clock stamped at or after T. */
  List<Removed> removeFrom(CustomerId customer, Instant end) {
    Map<String, Object> which = Map.of("customer", customer.value(), "end", Timestamp.from(end));
    List<Removed> removed = new ArrayList<>(fromCalls(customer, which));
    removed.addAll(
        jdbc.sql(
                """
                DELETE FROM intake_agent_event
                WHERE customer_id = :customer
                  AND occurred_at >= :end
                RETURNING source_id, agent_ref, occurred_at
                """)
            .params(which)
            .query((rs, n) ->
                new Removed(
                    new AgentRef(source(rs), customer, rs.getString("agent_ref")), occurredAt(rs)))
            .list());
    return removed;
  }

  private List<Removed> fromCalls(CustomerId customer, Map<String, Object> which) {
    Set<SourceCall> calls = new HashSet<>();
    List<Removed> removed =
        jdbc.sql(
                """
                SELECT c.source_id, c.call_ref, e.occurred_at
                FROM intake_call_entry c
                CROSS JOIN LATERAL unnest(c.occurred) AS e(occurred_at)
                WHERE c.customer_id = :customer
                  AND c.latest >= :end
                  AND e.occurred_at >= :end
                """)
            .params(which)
            .query((rs, n) -> {
              CallRef call = new CallRef(source(rs), customer, rs.getString("call_ref"));
              calls.add(call.asTold());
              return new Removed(call, occurredAt(rs));
            })
            .list();
    if (!removed.isEmpty()) {
      jdbc.sql(
              """
              UPDATE intake_call_entry c
              SET (latest, event_ids, occurred, types, bodies) = (
                SELECT max(e.at), COALESCE(array_agg(e.id ORDER BY e.n), '{}'),
                       COALESCE(array_agg(e.at ORDER BY e.n), '{}'),
                       COALESCE(array_agg(e.type ORDER BY e.n), '{}'),
                       COALESCE(array_agg(e.body ORDER BY e.n), '{}')
                FROM unnest(c.event_ids, c.occurred, c.types, c.bodies)
                  WITH ORDINALITY AS e(id, at, type, body, n)
                WHERE e.at < :end)
              WHERE c.customer_id = :customer
                AND c.latest >= :end
              """)
          .params(which)
          .update();
      forgetEmpty(calls);
    }
    return removed;
  }

  /**
   * An entry that keeps no event stays as long as its call has others: somebody could take its
   * number who knows nothing of those.
   */
  private void forgetEmpty(Set<SourceCall> calls) {
    jdbc.sql(
            """
            DELETE FROM intake_call_entry c
            USING unnest(CAST(:source AS uuid[]), :ref) AS k(source_id, call_ref)
            WHERE c.source_id = k.source_id
              AND c.call_ref = k.call_ref
              AND NOT EXISTS (
                SELECT 1
                FROM intake_call_entry o
                WHERE o.source_id = c.source_id
                  AND o.call_ref = c.call_ref
                  AND o.latest IS NOT NULL)
            """)
        .params(Rows.ofSourceCalls(calls))
        .update();
  }

  private static SourceId source(ResultSet rs) throws SQLException {
    return new SourceId(rs.getObject("source_id", UUID.class));
  }

  private static Instant occurredAt(ResultSet rs) throws SQLException {
    return rs.getTimestamp("occurred_at").toInstant();
  }
}
