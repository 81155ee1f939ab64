package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.Segment;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes calls and their segments. */
@Repository
class CallStore {

  private final JdbcClient jdbc;
  private final VisitStore visits;
  private final TouchedStore touched;

  CallStore(JdbcClient jdbc, VisitStore visits, TouchedStore touched) {
    this.jdbc = jdbc;
    this.visits = visits;
    this.touched = touched;
  }

  private record Natural(UUID customer, UUID source, String ref, Instant serviceFrom) {
    static Natural of(CallKey key) {
      return new Natural(
          key.customer().value(), key.source().value(), key.ref(), key.service().from());
    }
  }

  private record Part(UUID call, CustomerId customer, int seq, Segment segment) {}

  private record Stored(Natural key, UUID id, @Nullable Touched before) {}

  /** Writes calls as they are now, whatever was written of them before. */
  void write(Map<CallKey, Call> calls) {
    Map<Natural, Stored> stored = new HashMap<>();
    upsert(List.copyOf(calls.entrySet())).forEach(s -> stored.put(s.key(), s));
    Map<CallKey, UUID> ids = new HashMap<>();
    List<Touched> news = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    calls.forEach((key, call) -> {
      Stored row = stored.get(Natural.of(key));
      if (row == null) {
        throw new IllegalStateException("Written and not answered: " + key + ", " + stored);
      }
      ids.put(key, row.id());
      if (row.before() != null) {
        news.add(row.before());
      }
      news.addAll(Touched.of(key.customer(), call));
      int seq = 0;
      for (Segment segment : call.segments()) {
        parts.add(new Part(row.id(), key.customer(), ++seq, segment));
      }
    });
    jdbc.sql("DELETE FROM segment WHERE call_id = ANY(CAST(:ids AS uuid[]))")
        .params(Rows.of(ids.values()).column("ids", id -> id).params())
        .update();
    insert(parts);
    news.addAll(visits.replace(calls, ids));
    touched.note(news);
  }

  private List<Stored> upsert(List<Map.Entry<CallKey, Call>> calls) {
    return jdbc.sql(
            """
            INSERT INTO call AS c (
              customer_id, source_id, call_ref, service_from, direction, caller, called, queue,
              agent_ref, started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome,
              state, state_since, held, held_since, offered_to, offered_at)
            SELECT *
            FROM unnest(
              CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref,
              CAST(:serviceFrom AS timestamptz[]), :direction, :caller, :called, :queue, :agent,
              CAST(:startedAt AS timestamptz[]), CAST(:waitingFrom AS timestamptz[]),
              CAST(:answeredAt AS timestamptz[]), CAST(:endedAt AS timestamptz[]),
              CAST(:until AS timestamptz[]), :endedBy, :outcome, :state,
              CAST(:stateSince AS timestamptz[]), CAST(:held AS interval[]),
              CAST(:heldSince AS timestamptz[]), :offeredTo, CAST(:offeredAt AS timestamptz[]))
            ON CONFLICT (customer_id, call_ref, source_id, service_from) DO UPDATE
            SET direction = EXCLUDED.direction,
                caller = EXCLUDED.caller,
                called = EXCLUDED.called,
                queue = EXCLUDED.queue,
                agent_ref = EXCLUDED.agent_ref,
                started_at = EXCLUDED.started_at,
                waiting_from = EXCLUDED.waiting_from,
                answered_at = EXCLUDED.answered_at,
                ended_at = EXCLUDED.ended_at,
                until = EXCLUDED.until,
                ended_by = EXCLUDED.ended_by,
                outcome = EXCLUDED.outcome,
                state = EXCLUDED.state,
                state_since = EXCLUDED.state_since,
                held = EXCLUDED.held,
                held_since = EXCLUDED.held_since,
                offered_to = EXCLUDED.offered_to,
                offered_at = EXCLUDED.offered_at
            RETURNING c.id, c.customer_id, c.source_id, c.call_ref, c.service_from,
                      old.started_at AS since, old.until AS until
            """)
        .params(
            Rows.of(calls)
                .column("customer", e -> e.getKey().customer())
                .column("source", e -> e.getKey().source())
                .column("ref", e -> e.getKey().ref())
                .column("serviceFrom", e -> e.getKey().service().from())
                .column("direction", e -> e.getValue().direction())
                .column("caller", e -> e.getValue().caller())
                .column("called", e -> e.getValue().called())
                .column("queue", e -> e.getValue().queue())
                .column("agent", e -> e.getValue().agent())
                .column("startedAt", e -> e.getValue().startedAt())
                .column("waitingFrom", e -> e.getValue().waitingFrom())
                .column("answeredAt", e -> e.getValue().answeredAt())
                .column("endedAt", e -> e.getValue().endedAt())
                .column("until", e -> e.getValue().until())
                .column("endedBy", e -> e.getValue().endedBy())
                .column("outcome", e -> e.getValue().outcome())
                .column("state", e -> e.getValue().state())
                .column("stateSince", e -> e.getValue().stateSince())
                .column("held", e -> e.getValue().held())
                .column("heldSince", e -> e.getValue().heldSince())
                .column("offeredTo", e -> e.getValue().offeredTo())
                .column("offeredAt", e -> e.getValue().offeredAt())
                .params())
        .query((rs, n) ->
            new Stored(
                new Natural(
                    rs.getObject("customer_id", UUID.class),
                    rs.getObject("source_id", UUID.class),
                    rs.getString("call_ref"),
                    rs.getTimestamp("service_from").toInstant()),
                rs.getObject("id", UUID.class),
                rs.getTimestamp("since") == null ? null : VisitStore.touched(rs)))
        .list();
  }

  private void insert(List<Part> parts) {
    jdbc.sql(
            """
            INSERT INTO segment (
              call_id, customer_id, seq, kind, queue, agent_ref, target, started_at, ended_at,
              until, held, result)
            SELECT *
            FROM unnest(
              CAST(:call AS uuid[]), CAST(:customer AS uuid[]), CAST(:seq AS integer[]), :kind,
              :queue, :agent, :target, CAST(:startedAt AS timestamptz[]),
              CAST(:endedAt AS timestamptz[]), CAST(:until AS timestamptz[]),
              CAST(:held AS interval[]), :result)
            """)
        .params(
            Rows.of(parts)
                .column("call", Part::call)
                .column("customer", Part::customer)
                .column("seq", Part::seq)
                .column("kind", p -> p.segment().kind())
                .column("queue", p -> p.segment().queue())
                .column("agent", p -> p.segment().agent())
                .column("target", p -> p.segment().target())
                .column("startedAt", p -> p.segment().startedAt())
                .column("endedAt", p -> p.segment().endedAt())
                .column("until", p -> p.segment().until())
                .column("held", p -> p.segment().held())
                .column("result", p -> p.segment().result())
                .params())
        .update();
  }

  /** Takes out calls of which no event is left. */
  void remove(Collection<CallKey> calls) {
    touched.note(
        jdbc.sql(
                """
                WITH gone AS (
                  SELECT c.id, c.customer_id, c.started_at, c.until
                  FROM call c
                  JOIN unnest(
                    CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref,
                    CAST(:serviceFrom AS timestamptz[])) AS k(customer, source, ref, service_from)
                    ON c.customer_id = k.customer
                   AND c.source_id = k.source
                   AND c.call_ref = k.ref
                   AND c.service_from = k.service_from
                ), removed AS (
                  DELETE FROM call WHERE id IN (SELECT id FROM gone)
                )
                SELECT customer_id, started_at AS since, until FROM gone
                UNION ALL
                SELECT v.customer_id, v.entered_at, v.until
                FROM gone
                JOIN queue_visit v ON v.call_id = gone.id
                UNION ALL
                SELECT o.customer_id, o.offered_at, o.until
                FROM gone
                JOIN agent_offer o ON o.call_id = gone.id
                """)
            .params(
                Rows.of(calls)
                    .column("customer", CallKey::customer)
                    .column("source", CallKey::source)
                    .column("ref", CallKey::ref)
                    .column("serviceFrom", k -> k.service().from())
                    .params())
            .query((rs, n) -> VisitStore.touched(rs))
            .list());
  }

  /** The calls of a service period that are open, or known to reach beyond an instant. */
  List<CallKey> reaching(CustomerId customer, Service service, Instant beyond, boolean open) {
    return jdbc.sql(
            """
            SELECT source_id, call_ref
            FROM call
            WHERE customer_id = :customer
              AND service_from = :serviceFrom
              AND during && tstzrange(:beyond, NULL)
            UNION
            SELECT source_id, call_ref
            FROM call
            WHERE :open
              AND customer_id = :customer
              AND service_from = :serviceFrom
              AND ended_at IS NULL
            """)
        .param("customer", customer.value())
        .param("serviceFrom", Timestamp.from(service.from()))
        .param("beyond", Timestamp.from(beyond))
        .param("open", open)
        .query((rs, n) ->
            new CallKey(
                new SourceId(rs.getObject("source_id", UUID.class)),
                customer,
                rs.getString("call_ref"),
                service))
        .list();
  }
}
