package dev.tenure.collection.intake;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads facts back as the folds make them, to compare them. */
@Repository
class ProofStore {

  private final JdbcClient jdbc;
  private final VisitProofStore parts;

  ProofStore(JdbcClient jdbc, VisitProofStore parts) {
    this.jdbc = jdbc;
    this.parts = parts;
  }

  /** What the journal tells of: a call or an agent of a customer. */
  record Subject(CustomerId customer, String ref, SourceId source) {}

  /** The column that names a subject, the journal's table of it, that one's index, all events. */
  enum Of {
    CALL(
        "call_ref",
        "intake_call_entry",
        "source_id, ref, customer_id",
        "CAST(:source AS uuid), CAST(:ref AS text), CAST(:customer AS uuid)",
        "intake_call_event"),
    AGENT(
        "agent_ref",
        "intake_agent_event",
        "customer_id, ref, source_id",
        "CAST(:customer AS uuid), CAST(:ref AS text), CAST(:source AS uuid)",
        "(SELECT *, CAST(NULL AS text) AS call_ref FROM intake_agent_event)");

    private final String column;
    private final String table;
    private final String order;
    private final String after;
    private final String events;

    Of(String column, String table, String order, String after, String events) {
      this.column = column;
      this.table = table;
      this.order = order;
      this.after = after;
      this.events = events;
    }
  }

  /** The subjects that follow one, in the order of the journal's index. */
  List<Subject> subjects(Of of, Optional<Subject> after, int limit) {
    return jdbc.sql(
            """
            SELECT DISTINCT %2$s
            FROM (SELECT source_id, %1$s AS ref, customer_id FROM %3$s) AS j
            WHERE CAST(:customer AS uuid) IS NULL
               OR (%2$s) > (%4$s)
            ORDER BY %2$s
            LIMIT :limit
            """
                .formatted(of.column, of.order, of.table, of.after))
        .param("customer", after.map(s -> s.customer().value()).orElse(null))
        .param("ref", after.map(Subject::ref).orElse(null))
        .param("source", after.map(s -> s.source().value()).orElse(null))
        .param("limit", limit)
        .query((rs, n) ->
            new Subject(
                new CustomerId(rs.getObject("customer_id", UUID.class)),
                rs.getString("ref"),
                new SourceId(rs.getObject("source_id", UUID.class))))
        .list();
  }

  /** All events of the subjects, with the row of the subject that they tell of, from 1. */
  List<JournalStore.Found> events(Of of, List<Subject> subjects) {
    return jdbc.sql(
            """
            SELECT k.n, e.source_event_id, e.occurred_at, e.type, e.body, e.call_ref, e.agent_ref
            FROM unnest(CAST(:customer AS uuid[]), :ref, CAST(:source AS uuid[]))
              WITH ORDINALITY AS k(customer_id, ref, source_id, n)
            JOIN %s e
              ON e.customer_id = k.customer_id
             AND e.%s = k.ref
             AND e.source_id = k.source_id
            """
                .formatted(of.events, of.column))
        .params(params(subjects))
        .query((rs, n) -> JournalStore.found(rs))
        .list();
  }

  /** Whether some of its events are noted as waiting for their facts. */
  boolean isWaiting(Of of, Subject subject) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT 1
              FROM %s e
              JOIN intake_unfolded u USING (received_at)
              WHERE e.customer_id = :customer
                AND e.%s = :ref
                AND e.source_id = :source)
            """
                .formatted(of.table, of.column))
        .param("customer", subject.customer().value())
        .param("ref", subject.ref())
        .param("source", subject.source().value())
        .query((rs, n) -> rs.getBoolean(1))
        .single();
  }

  static Map<String, Object> params(List<Subject> subjects) {
    return Rows.of(subjects)
        .column("customer", Subject::customer)
        .column("ref", Subject::ref)
        .column("source", Subject::source)
        .params();
  }

  /** A fact, with the row of its subject, the start of its service period and its row's id. */
  record Stored<T>(int row, Instant serviceFrom, UUID id, T fact) {}

  List<Stored<Call>> calls(List<Subject> subjects) {
    Map<UUID, List<Segment>> segments = segments(subjects);
    Map<UUID, List<QueueVisit>> visits = parts.visits(subjects);
    Map<UUID, List<AgentOffer>> offers = parts.offers(subjects);
    return jdbc.sql(
            """
            SELECT k.n, c.service_from, c.id, c.direction, c.caller, c.called, c.queue, c.agent_ref,
                   c.started_at, c.waiting_from, c.answered_at, c.ended_at, c.until, c.ended_by,
                   c.outcome, c.state, c.state_since,
                   CAST(extract(epoch FROM c.held) * 1000000 AS bigint) AS held, c.held_since,
                   c.offered_to, c.offered_at
            FROM unnest(CAST(:customer AS uuid[]), :ref, CAST(:source AS uuid[]))
              WITH ORDINALITY AS k(customer_id, call_ref, source_id, n)
            JOIN call c USING (customer_id, call_ref, source_id)
            """)
        .params(params(subjects))
        .query((rs, n) -> {
          UUID id = rs.getObject("id", UUID.class);
          return new Stored<>(
              rs.getInt("n"),
              rs.getTimestamp("service_from").toInstant(),
              id,
              call(
                  rs,
                  segments.getOrDefault(id, List.of()),
                  visits.getOrDefault(id, List.of()),
                  offers.getOrDefault(id, List.of())));
        })
        .list();
  }

  private static Call call(
      ResultSet rs, List<Segment> segments, List<QueueVisit> visits, List<AgentOffer> offers)
      throws SQLException {
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
        segments,
        visits,
        offers);
  }

  private Map<UUID, List<Segment>> segments(List<Subject> subjects) {
    Map<UUID, List<Segment>> byCall = new HashMap<>();
    jdbc.sql(
            """
            SELECT s.call_id, s.kind, s.queue, s.agent_ref, s.target, s.started_at, s.ended_at,
                   s.until, CAST(extract(epoch FROM s.held) * 1000000 AS bigint) AS held, s.result
            FROM unnest(CAST(:customer AS uuid[]), :ref, CAST(:source AS uuid[]))
              AS k(customer_id, call_ref, source_id)
            JOIN call c USING (customer_id, call_ref, source_id)
            JOIN segment s ON s.call_id = c.id
            ORDER BY s.call_id, s.seq
            """)
        .params(params(subjects))
        .query((rs, n) ->
            byCall
                .computeIfAbsent(rs.getObject("call_id", UUID.class), id -> new ArrayList<>())
                .add(
                    new Segment(
                        SegmentKind.valueOf(rs.getString("kind")),
                        rs.getString("queue"),
                        rs.getString("agent_ref"),
                        rs.getString("target"),
                        rs.getTimestamp("started_at").toInstant(),
                        instant(rs, "ended_at"),
                        rs.getTimestamp("until").toInstant(),
                        Duration.ofNanos(rs.getLong("held") * 1000),
                        rs.getString("result"))))
        .list();
    return byCall;
  }

  /** In the order of their beginning. */
  List<Stored<AgentSpan>> spans(List<Subject> subjects) {
    return jdbc.sql(
            """
            SELECT k.n, i.service_from, i.agent_id, i.status, i.reason, i.started_at, i.ended_at, i.until,
                   i.ended_by
            FROM unnest(CAST(:customer AS uuid[]), :ref, CAST(:source AS uuid[]))
              WITH ORDINALITY AS k(customer_id, agent_ref, source_id, n)
            JOIN agent a USING (customer_id, agent_ref, source_id)
            JOIN agent_interval i ON i.agent_id = a.id
            ORDER BY k.n, i.started_at
            """)
        .params(params(subjects))
        .query((rs, n) ->
            new Stored<>(
                rs.getInt("n"),
                rs.getTimestamp("service_from").toInstant(),
                rs.getObject("agent_id", UUID.class),
                new AgentSpan(
                    AgentSpan.Status.valueOf(rs.getString("status")),
                    rs.getString("reason"),
                    rs.getTimestamp("started_at").toInstant(),
                    instant(rs, "ended_at"),
                    rs.getTimestamp("until").toInstant(),
                    rs.getString("ended_by") != null)))
        .list();
  }

  static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
