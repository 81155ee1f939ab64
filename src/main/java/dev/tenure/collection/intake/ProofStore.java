package dev.tenure.collection.intake;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.Segment;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads facts back as the folds make them, to compare them. */
@Repository
class ProofStore {

  private final JdbcClient jdbc;

  ProofStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What the journal tells of: a call or an agent of a customer. */
  record Subject(CustomerId customer, String ref, SourceId source) {}

  /** The column of the journal that names a subject. */
  enum Of {
    CALL("call_ref"),
    AGENT("agent_ref");

    private final String column;

    Of(String column) {
      this.column = column;
    }
  }

  /** The subjects that follow one, in the order of the journal's index. */
  List<Subject> subjects(Of of, Optional<Subject> after, int limit) {
    return jdbc.sql(
            """
            SELECT DISTINCT customer_id, %1$s AS ref, source_id
            FROM intake_event
            WHERE %1$s IS NOT NULL
              AND (
                CAST(:customer AS uuid) IS NULL
                OR (customer_id, %1$s, source_id)
                     > (CAST(:customer AS uuid), CAST(:ref AS text), CAST(:source AS uuid)))
            ORDER BY customer_id, ref, source_id
            LIMIT :limit
            """
                .formatted(of.column))
        .param("customer", after.map(s -> s.customer().value()).orElse(null))
        .param("ref", after.map(Subject::ref).orElse(null))
        .param("source", after.map(s -> s.source().value()).orElse(null))
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Subject(
                    new CustomerId(rs.getObject("customer_id", UUID.class)),
                    rs.getString("ref"),
                    new SourceId(rs.getObject("source_id", UUID.class))))
        .list();
  }

  Optional<Call> call(CallKey key) {
    return jdbc.sql(
            """
            SELECT id, direction, caller, called, queue, agent_ref, started_at, waiting_from,
                   answered_at, ended_at, until, ended_by, outcome, state, state_since,
                   CAST(extract(epoch FROM held) * 1000000 AS bigint) AS held, held_since,
                   offered_to, offered_at
            FROM call
            WHERE customer_id = :customer
              AND call_ref = :ref
              AND source_id = :source
              AND service_from = :serviceFrom
            """)
        .param("customer", key.customer().value())
        .param("ref", key.ref())
        .param("source", key.source().value())
        .param("serviceFrom", Timestamp.from(key.service().from()))
        .query((rs, n) -> call(rs, segments(rs.getObject("id", UUID.class))))
        .optional();
  }

  private static Call call(ResultSet rs, List<Segment> segments) throws SQLException {
    String endedBy = rs.getString("ended_by");
    String outcome = rs.getString("outcome");
    return new Call(
        CallDirection.valueOf(rs.getString("direction")),
        rs.getString("caller"),
        rs.getString("called"),
        rs.getString("queue"),
        rs.getString("agent_ref"),
        rs.getTimestamp("started_at").toInstant(),
        rs.getTimestamp("waiting_from").toInstant(),
        instant(rs, "answered_at"),
        instant(rs, "ended_at"),
        rs.getTimestamp("until").toInstant(),
        endedBy == null ? null : CallEnding.valueOf(endedBy),
        outcome == null ? null : CallOutcome.valueOf(outcome),
        CallState.valueOf(rs.getString("state")),
        rs.getTimestamp("state_since").toInstant(),
        Duration.ofNanos(rs.getLong("held") * 1000),
        instant(rs, "held_since"),
        rs.getString("offered_to"),
        instant(rs, "offered_at"),
        segments);
  }

  private List<Segment> segments(UUID call) {
    return jdbc.sql(
            """
            SELECT kind, queue, agent_ref, target, started_at, ended_at, until,
                   CAST(extract(epoch FROM held) * 1000000 AS bigint) AS held, result
            FROM segment
            WHERE call_id = :call
            ORDER BY seq
            """)
        .param("call", call)
        .query(
            (rs, n) ->
                new Segment(
                    SegmentKind.valueOf(rs.getString("kind")),
                    rs.getString("queue"),
                    rs.getString("agent_ref"),
                    rs.getString("target"),
                    rs.getTimestamp("started_at").toInstant(),
                    instant(rs, "ended_at"),
                    rs.getTimestamp("until").toInstant(),
                    Duration.ofNanos(rs.getLong("held") * 1000),
                    rs.getString("result")))
        .list();
  }

  List<AgentSpan> spans(AgentStretch stretch) {
    return jdbc.sql(
            """
            SELECT i.status, i.reason, i.started_at, i.ended_at, i.until, i.ended_by
            FROM agent_interval i
            JOIN agent a ON a.id = i.agent_id
            WHERE a.customer_id = :customer
              AND a.source_id = :source
              AND a.agent_ref = :ref
              AND i.service_from = :serviceFrom
            ORDER BY i.started_at
            """)
        .param("customer", stretch.customer().value())
        .param("source", stretch.source().value())
        .param("ref", stretch.ref())
        .param("serviceFrom", Timestamp.from(stretch.service().from()))
        .query(
            (rs, n) ->
                new AgentSpan(
                    AgentSpan.Status.valueOf(rs.getString("status")),
                    rs.getString("reason"),
                    rs.getTimestamp("started_at").toInstant(),
                    instant(rs, "ended_at"),
                    rs.getTimestamp("until").toInstant(),
                    rs.getString("ended_by") != null))
        .list();
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  long callsWithoutEvents() {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM call c
            WHERE NOT EXISTS (
              SELECT 1
              FROM intake_event e
              WHERE e.customer_id = c.customer_id
                AND e.call_ref = c.call_ref
                AND e.source_id = c.source_id)
            """)
        .query((rs, n) -> rs.getLong(1))
        .single();
  }
}
