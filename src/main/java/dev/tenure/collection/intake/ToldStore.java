package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what a source told by itself, as opposed to what was imported. */
@Repository
class ToldStore {

  private final JdbcClient jdbc;

  ToldStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<String> calls(SourceId source, String prefix, Collection<String> calls) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT DISTINCT call_ref
                FROM intake_call_event
                WHERE source_id = :source
                  AND customer_id IN (
                    SELECT customer_id
                    FROM source_customer
                    WHERE source_id = :source)
                  AND call_ref = ANY(:calls)
                  AND NOT starts_with(source_event_id, :prefix)
                """)
            .param("source", source.value())
            .param("prefix", prefix)
            .params(Rows.of(calls).column("calls", call -> call).params())
            .query(String.class)
            .list());
  }

  /** The account codes of those calls of which anything is stored. */
  Map<String, String> stored(SourceId source, Collection<String> calls) {
    Map<String, String> stored = new HashMap<>();
    jdbc.sql(
            """
            SELECT DISTINCT e.call_ref, c.account_code
            FROM source_customer c
            JOIN intake_call_entry e
              ON e.source_id = c.source_id
             AND e.customer_id = c.customer_id
            WHERE c.source_id = :source
              AND c.removed_at IS NULL
              AND e.call_ref = ANY(:calls)
            """)
        .param("source", source.value())
        .params(Rows.of(calls).column("calls", call -> call).params())
        .query(rs -> {
          stored.put(rs.getString("call_ref"), rs.getString("account_code"));
        });
    return stored;
  }

  Set<String> agents(
      SourceId source, String prefix, Collection<String> agents, Instant from, Instant to) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT DISTINCT agent_ref
                FROM intake_agent_event
                WHERE source_id = :source
                  AND customer_id IN (
                    SELECT customer_id
                    FROM source_customer
                    WHERE source_id = :source)
                  AND agent_ref = ANY(:agents)
                  AND occurred_at BETWEEN :from AND :to
                  AND NOT starts_with(source_event_id, :prefix)
                """)
            .param("source", source.value())
            .param("prefix", prefix)
            .param("from", Timestamp.from(from))
            .param("to", Timestamp.from(to))
            .params(Rows.of(agents).column("agents", agent -> agent).params())
            .query(String.class)
            .list());
  }
}
