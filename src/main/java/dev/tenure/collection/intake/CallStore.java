package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Copy;
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
  private final Copy copy;
  private final PartStore parts;
  private final TouchedStore touched;

  CallStore(JdbcClient jdbc, Copy copy, PartStore parts, TouchedStore touched) {
    this.jdbc = jdbc;
    this.copy = copy;
    this.parts = parts;
    this.touched = touched;
  }

  /** A call to be written, with the change that it is part of. */
  private record Line(Change change, Call call) {}

  /** Brings what is stored from before to after. */
  void write(List<Change> changes) {
    List<UUID> gone = new ArrayList<>();
    List<Line> fresh = new ArrayList<>();
    List<Line> changed = new ArrayList<>();
    List<Touched> news = new ArrayList<>();
    for (Change change : changes) {
      Call after = change.after();
      if (after == null) {
        gone.add(change.id());
      } else if (change.changesCall()) {
        (change.before() == null ? fresh : changed).add(new Line(change, after));
      }
      touched(change, news);
    }
    if (!gone.isEmpty()) {
      jdbc.sql("DELETE FROM call WHERE id = ANY(CAST(:ids AS uuid[]))")
          .params(Rows.of(gone).column("ids", id -> id).params())
          .update();
    }
    insert(fresh);
    update(changed);
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
    change.segments().replaced().forEach(s -> news.add(touched(customer, s)));
    change.visits().replaced().forEach(v -> news.add(touched(customer, v)));
    change.offers().replaced().forEach(o -> news.add(touched(customer, o)));
    for (List<Change.Part<Segment>> written :
        List.of(change.segments().fresh(), change.segments().changed())) {
      written.forEach(segment -> news.add(touched(customer, segment.part())));
    }
    for (List<Change.Part<QueueVisit>> written :
        List.of(change.visits().fresh(), change.visits().changed())) {
      written.forEach(visit -> news.add(touched(customer, visit.part())));
    }
    for (List<Change.Part<AgentOffer>> written :
        List.of(change.offers().fresh(), change.offers().changed())) {
      written.forEach(offer -> news.add(touched(customer, offer.part())));
    }
  }

  private static Touched touched(CustomerId customer, Segment segment) {
    return new Touched(customer, segment.startedAt(), segment.until());
  }

  private static Touched touched(CustomerId customer, QueueVisit visit) {
    return new Touched(customer, visit.enteredAt(), visit.until());
  }

  private static Touched touched(CustomerId customer, AgentOffer offer) {
    return new Touched(customer, offer.offeredAt(), offer.until());
  }

  private void insert(List<Line> calls) {
    copy.into(
        """
        call (
          id, customer_id, source_id, call_ref, service_from, direction, caller, called, queue,
          agent_ref, started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome,
          state, state_since, held, held_since, offered_to, offered_at)
        """,
        calls,
        (row, line) -> {
          CallKey key = line.change().key();
          Call call = line.call();
          row.uuid(line.change().id())
              .uuid(key.customer().value())
              .uuid(key.call().source().value())
              .text(key.call().ref())
              .instant(key.service().from());
          row.word(call.direction()).text(call.caller()).text(call.called()).text(call.queue());
          row.text(call.agent())
              .instant(call.startedAt())
              .instant(call.waitingFrom())
              .instant(call.answeredAt())
              .instant(call.endedAt())
              .instant(call.until());
          row.word(call.endedBy()).word(call.outcome()).word(call.state());
          row.instant(call.stateSince()).span(call.held()).instant(call.heldSince());
          row.text(call.offeredTo()).instant(call.offeredAt());
        });
  }

  private void update(List<Line> calls) {
    if (calls.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE call c
            SET direction = n.direction,
                caller = n.caller,
                called = n.called,
                queue = n.queue,
                agent_ref = n.agent,
                started_at = instant_of(n.started_at),
                waiting_from = instant_of(n.waiting_from),
                answered_at = instant_of(n.answered_at),
                ended_at = instant_of(n.ended_at),
                until = instant_of(n.until),
                ended_by = n.ended_by,
                outcome = n.outcome,
                state = n.state,
                state_since = instant_of(n.state_since),
                held = n.held * interval '1 microsecond',
                held_since = instant_of(n.held_since),
                offered_to = n.offered_to,
                offered_at = instant_of(n.offered_at)
            FROM unnest(
              CAST(:id AS uuid[]), :direction, :caller, :called, :queue, :agent, :startedAt,
              :waitingFrom, :answeredAt, :endedAt, :until, :endedBy, :outcome, :state, :stateSince,
              :held, :heldSince, :offeredTo, :offeredAt)
              AS n(
                id, direction, caller, called, queue, agent, started_at, waiting_from, answered_at,
                ended_at, until, ended_by, outcome, state, state_since, held, held_since,
                offered_to, offered_at)
            WHERE c.id = n.id
            """)
        .params(
            Rows.of(calls)
                .column("id", l -> l.change().id())
                .column("direction", l -> l.call().direction())
                .column("caller", l -> l.call().caller())
                .column("called", l -> l.call().called())
                .column("queue", l -> l.call().queue())
                .column("agent", l -> l.call().agent())
                .micros("startedAt", l -> l.call().startedAt())
                .micros("waitingFrom", l -> l.call().waitingFrom())
                .micros("answeredAt", l -> l.call().answeredAt())
                .micros("endedAt", l -> l.call().endedAt())
                .micros("until", l -> l.call().until())
                .column("endedBy", l -> l.call().endedBy())
                .column("outcome", l -> l.call().outcome())
                .column("state", l -> l.call().state())
                .micros("stateSince", l -> l.call().stateSince())
                .spans("held", l -> l.call().held())
                .micros("heldSince", l -> l.call().heldSince())
                .column("offeredTo", l -> l.call().offeredTo())
                .micros("offeredAt", l -> l.call().offeredAt())
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
