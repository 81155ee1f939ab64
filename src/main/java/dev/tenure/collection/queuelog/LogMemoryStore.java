package dev.tenure.collection.queuelog;

import dev.tenure.collection.SourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of what imports remember of a source's log, so that the next one continues from it (C5). */
@Repository
class LogMemoryStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
  private static final TypeReference<List<LogAgents.Known>> AGENTS = new TypeReference<>() {};
  private static final TypeReference<List<LogCalls.Waiting>> WAITING = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  LogMemoryStore(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  List<LogRoster.Covered> covered(SourceId source) {
    return jdbc.sql(
            """
            SELECT head, since, until, tail, agents
            FROM queue_log_known
            WHERE source_id = :source
            ORDER BY since
            """)
        .param("source", source.value())
        .query((rs, n) -> covered(rs))
        .list();
  }

  private static LogRoster.Covered covered(ResultSet rs) throws SQLException {
    return new LogRoster.Covered(
        rs.getString("head"),
        rs.getTimestamp("since").toInstant(),
        rs.getTimestamp("until").toInstant(),
        JSON.readValue(rs.getString("tail"), WORDS),
        JSON.readValue(rs.getString("agents"), AGENTS));
  }

  /** Callers who waited when the newest import ended. */
  List<LogCalls.Waiting> waiting(SourceId source) {
    return jdbc.sql(
            """
            SELECT waiting
            FROM queue_log_known
            WHERE source_id = :source
            ORDER BY until DESC
            LIMIT 1
            """)
        .param("source", source.value())
        .query((rs, n) -> JSON.readValue(rs.getString("waiting"), WAITING))
        .optional()
        .orElse(List.of());
  }

  /** Replaces all that was known, in one transaction; concurrent imports wait for each other. */
  void keep(SourceId source, List<LogRoster.Covered> covered, List<LogCalls.Waiting> waiting) {
    transactions.executeWithoutResult(status -> replace(source, covered, waiting));
  }

  private void replace(
      SourceId source, List<LogRoster.Covered> covered, List<LogCalls.Waiting> waiting) {
    jdbc.sql(
            """
            SELECT pg_advisory_xact_lock(
              hashtextextended('queue_log ' || CAST(:source AS text), 0))
            """)
        .param("source", source.value())
        .query((rs, n) -> n)
        .list();
    jdbc.sql("DELETE FROM queue_log_known WHERE source_id = :source")
        .param("source", source.value())
        .update();
    for (LogRoster.Covered each : covered) {
      jdbc.sql(
              """
              INSERT INTO queue_log_known (source_id, head, since, until, tail, agents, waiting)
              VALUES (:source, :head, :since, :until, CAST(:tail AS jsonb), CAST(:agents AS jsonb),
                      CAST(:waiting AS jsonb))
              """)
          .param("source", source.value())
          .param("head", each.head())
          .param("since", Timestamp.from(each.since()))
          .param("until", Timestamp.from(each.until()))
          .param("tail", JSON.writeValueAsString(each.tail()))
          .param("agents", JSON.writeValueAsString(each.agents()))
          .param("waiting", JSON.writeValueAsString(waiting))
          .update();
    }
  }

  /** The calls under whose names these entered their queues. */
  Map<String, String> renamed(SourceId source, Collection<String> calls) {
    Map<String, String> renamed = new HashMap<>();
    jdbc.sql(
            """
            SELECT call_ref, entered_as
            FROM queue_log_renamed
            WHERE source_id = :source
              AND call_ref = ANY(:calls)
            """)
        .param("source", source.value())
        .param("calls", calls.toArray(String[]::new))
        .query(rs -> {
          renamed.put(rs.getString("call_ref"), rs.getString("entered_as"));
        });
    return renamed;
  }

  void rename(SourceId source, Map<String, String> renamed) {
    renamed.forEach((call, entered) ->
        jdbc.sql(
                """
                INSERT INTO queue_log_renamed (source_id, call_ref, entered_as)
                VALUES (:source, :call, :entered)
                ON CONFLICT DO NOTHING
                """)
            .param("source", source.value())
            .param("call", call)
            .param("entered", entered)
            .update());
  }
}
