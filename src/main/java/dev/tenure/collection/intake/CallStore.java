package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes calls; what is stored already as it is to be isn't written again. */
@Repository
class CallStore {

  private final JdbcClient jdbc;
  private final PartStore parts;
  private final TouchedStore touched;

  CallStore(JdbcClient jdbc, PartStore parts, TouchedStore touched) {
    this.jdbc = jdbc;
    this.parts = parts;
    this.touched = touched;
  }

  /** A call to be written, with the change that it is part of. */
  private record Line(Change change, Call call) {}

  /** Brings what is stored from before to after. */
  void write(List<Change> changes) {
    List<UUID> gone = new ArrayList<>();
    List<Line> calls = new ArrayList<>();
    List<Touched> news = new ArrayList<>();
    for (Change change : changes) {
      Call after = change.after();
      if (after == null) {
        gone.add(change.id());
      } else if (change.changesCall()) {
        calls.add(new Line(change, after));
      }
      touched(change, news);
    }
    if (!gone.isEmpty()) {
      jdbc.sql("DELETE FROM call WHERE id = ANY(CAST(:ids AS uuid[]))")
          .params(Rows.of(gone).column("ids", id -> id).params())
          .update();
    }
    if (!calls.isEmpty()) {
      upsert(calls);
    }
    parts.write(changes);
    touched.note(news);
  }

  private static void touched(Change change, List<Touched> news) {
    CustomerId customer = change.key().customer();
    if (change.changesCall()) {
      if (change.before() != null) {
        news.add(new Touched(customer, change.before().startedAt(), change.before().until()));
      }
      if (change.after() != null) {
        news.add(new Touched(customer, change.after().startedAt(), change.after().until()));
      }
    }
    for (QueueVisit visit : change.replaced(Call::visits)) {
      news.add(new Touched(customer, visit.enteredAt(), visit.until()));
    }
    for (Change.Part<QueueVisit> visit : change.written(Call::visits)) {
      news.add(new Touched(customer, visit.part().enteredAt(), visit.part().until()));
    }
    for (AgentOffer offer : change.replaced(Call::offers)) {
      news.add(new Touched(customer, offer.offeredAt(), offer.until()));
    }
    for (Change.Part<AgentOffer> offer : change.written(Call::offers)) {
      news.add(new Touched(customer, offer.part().offeredAt(), offer.part().until()));
    }
    for (Segment segment : change.replaced(Call::segments)) {
      news.add(new Touched(customer, segment.startedAt(), segment.until()));
    }
    for (Change.Part<Segment> segment : change.written(Call::segments)) {
      news.add(new Touched(customer, segment.part().startedAt(), segment.part().until()));
    }
  }

  private void upsert(List<Line> calls) {
    jdbc.sql(
            """
            INSERT INTO call (
              id,
              customer_id, source_id, call_ref, service_from, direction, caller, called, queue,
              agent_ref, started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome,
              state, state_since, held, held_since, offered_to, offered_at)
            SELECT *
            FROM unnest(
              CAST(:id AS uuid[]), CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref,
              CAST(:serviceFrom AS timestamptz[]), :direction, :caller, :called, :queue, :agent,
              CAST(:startedAt AS timestamptz[]), CAST(:waitingFrom AS timestamptz[]),
              CAST(:answeredAt AS timestamptz[]), CAST(:endedAt AS timestamptz[]),
              CAST(:until AS timestamptz[]), :endedBy, :outcome, :state,
              CAST(:stateSince AS timestamptz[]), CAST(:held AS interval[]),
              CAST(:heldSince AS timestamptz[]), :offeredTo, CAST(:offeredAt AS timestamptz[]))
            ON CONFLICT (id) DO UPDATE
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
            """)
        .params(
            Rows.of(calls)
                .column("id", l -> l.change().id())
                .column("customer", l -> l.change().key().customer())
                .column("source", l -> l.change().key().call().source())
                .column("ref", l -> l.change().key().call().ref())
                .column("serviceFrom", l -> l.change().key().service().from())
                .column("direction", l -> l.call().direction())
                .column("caller", l -> l.call().caller())
                .column("called", l -> l.call().called())
                .column("queue", l -> l.call().queue())
                .column("agent", l -> l.call().agent())
                .column("startedAt", l -> l.call().startedAt())
                .column("waitingFrom", l -> l.call().waitingFrom())
                .column("answeredAt", l -> l.call().answeredAt())
                .column("endedAt", l -> l.call().endedAt())
                .column("until", l -> l.call().until())
                .column("endedBy", l -> l.call().endedBy())
                .column("outcome", l -> l.call().outcome())
                .column("state", l -> l.call().state())
                .column("stateSince", l -> l.call().stateSince())
                .column("held", l -> l.call().held())
                .column("heldSince", l -> l.call().heldSince())
                .column("offeredTo", l -> l.call().offeredTo())
                .column("offeredAt", l -> l.call().offeredAt())
                .params())
        .update();
  }

  /** The calls of a service period that are open. */
  List<CallKey> open(CustomerId customer, Service service) {
    return jdbc.sql(
            """
            SELECT source_id, call_ref
            FROM call
            WHERE customer_id = :customer
              AND service_from = :serviceFrom
              AND ended_at IS NULL
            """)
        .param("customer", customer.value())
        .param("serviceFrom", Timestamp.from(service.from()))
        .query((rs, n) ->
            new CallKey(
                new CallRef(
                    new SourceId(rs.getObject("source_id", UUID.class)),
                    customer,
                    rs.getString("call_ref")),
                service))
        .list();
  }
}
