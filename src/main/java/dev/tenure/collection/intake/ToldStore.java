package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
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
