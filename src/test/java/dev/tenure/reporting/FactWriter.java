package dev.tenure.reporting;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.FactBook.Call;
import dev.tenure.reporting.FactBook.Offer;
import dev.tenure.reporting.FactBook.Status;
import dev.tenure.reporting.FactBook.Talk;
import dev.tenure.reporting.FactBook.Visit;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes facts as the intake does: with the marks of the quarters in which they begin and end. */
final class FactWriter {

  private final JdbcClient jdbc;
  private final CustomerId customer;
  private final UUID source;
  private final Instant serviceFrom;
  private final Set<Instant> touched = new TreeSet<>();
  private String onMark = "UPDATE SET quarter = EXCLUDED.quarter WHERE false";

  FactWriter(JdbcClient jdbc, CustomerId customer, UUID source, Instant serviceFrom) {
    this.jdbc = jdbc;
    this.customer = customer;
    this.source = source;
    this.serviceFrom = serviceFrom;
  }

  /** Whether a mark that is there already is locked, as it has to be. */
  void lockMarks(boolean locking) {
    onMark = locking ? "UPDATE SET quarter = EXCLUDED.quarter WHERE false" : "NOTHING";
  }

  void agent(String ref) {
    jdbc.sql(
            """
            INSERT INTO agent (customer_id, source_id, agent_ref, name)
            VALUES (?, ?, ?, ?)
            """)
        .params(row(customer.value(), source, ref, "Agent " + ref))
        .update();
  }

  void remove(Call call) {
    for (String table : List.of("agent_offer", "queue_visit", "segment")) {
      jdbc.sql("DELETE FROM " + table + " WHERE call_id = ?").param(call.id()).update();
    }
    jdbc.sql("DELETE FROM call WHERE id = ?").param(call.id()).update();
    touch(call);
    mark();
  }

  void write(Call call) {
    Instant last = call.end() == null ? lastOf(call) : call.end();
    jdbc.sql(
            """
            INSERT INTO call (
              id, customer_id, source_id, call_ref, service_from, direction, caller, called, queue,
              agent_ref, started_at, waiting_from, answered_at, ended_at, until, ended_by, outcome,
              state, state_since, held, offered_to)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, interval '0', '')
            """)
        .params(
            row(
                call.id(),
                customer.value(),
                source,
                call.id().toString(),
                at(serviceFrom),
                call.direction(),
                call.caller(),
                call.called(),
                call.queue(),
                call.agent(),
                at(call.start()),
                at(call.start()),
                at(call.answered()),
                at(call.end()),
                at(last),
                call.end() == null ? null : "CALLER",
                call.end() == null ? null : call.answered() == null ? "ABANDONED" : "ANSWERED",
                call.end() == null ? "CONNECTED" : "ENDED",
                at(last)))
        .update();
    int seq = 0;
    for (Visit visit : call.visits()) {
      write(call, visit, ++seq);
    }
    seq = 0;
    for (Offer offer : call.offers()) {
      write(call, offer, ++seq);
    }
    seq = 0;
    for (Talk talk : call.talks()) {
      write(call, talk, ++seq);
    }
    touch(call);
    mark();
  }

  private static Instant lastOf(Call call) {
    Instant last = call.start().plusNanos(1_000);
    for (Visit visit : call.visits()) {
      last = later(last, visit.left() == null ? visit.entered().plusNanos(1_000) : visit.left());
    }
    return last;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void write(Call call, Visit visit, int seq) {
    jdbc.sql(
            """
            INSERT INTO queue_visit (
              call_id, seq, customer_id, queue, entered_at, left_at, outcome, refusal, agent_ref,
              talk_until, held, ended_by, transferred, until)
            VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, CAST(? AS interval), ?, ?, ?)
            """)
        .params(
            row(
                call.id(),
                seq,
                customer.value(),
                visit.queue(),
                at(visit.entered()),
                at(visit.left()),
                visit.outcome(),
                visit.agent(),
                at(visit.talkUntil()),
                visit.held().toString(),
                visit.talkUntil() == null ? null : "CALLER",
                visit.transferred(),
                at(end(visit))))
        .update();
  }

  private static Instant end(Visit visit) {
    Instant until = visit.talkUntil();
    Instant left = visit.left();
    return until != null ? until : left != null ? left : visit.entered().plusNanos(1_000);
  }

  private void write(Call call, Offer offer, int seq) {
    jdbc.sql(
            """
            INSERT INTO agent_offer (
              call_id, seq, visit, customer_id, queue, agent_ref, offered_at, ended_at, result, until)
            VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            row(
                call.id(),
                seq,
                customer.value(),
                offer.queue(),
                offer.agent(),
                at(offer.at()),
                at(offer.end()),
                offer.result(),
                at(offer.end())))
        .update();
  }

  private void write(Call call, Talk talk, int seq) {
    jdbc.sql(
            """
            INSERT INTO segment (
              call_id, seq, customer_id, kind, queue, agent_ref, target, started_at, ended_at, until,
              held, result)
            VALUES (?, ?, ?, 'TALK', ?, ?, '', ?, ?, ?, interval '0', '')
            """)
        .params(
            row(
                call.id(),
                seq,
                customer.value(),
                talk.queue(),
                talk.agent(),
                at(talk.start()),
                at(talk.end()),
                at(talk.end() == null ? talk.start().plusNanos(1_000) : talk.end())))
        .update();
  }

  void remove(Status status) {
    jdbc.sql(
            """
            DELETE FROM agent_interval i
            USING agent a
            WHERE a.id = i.agent_id
              AND a.customer_id = ?
              AND a.agent_ref = ?
              AND i.started_at = ?
            """)
        .params(row(customer.value(), status.agent(), at(status.start())))
        .update();
    touch(status);
    mark();
  }

  void write(Status status) {
    jdbc.sql(
            """
            INSERT INTO agent_interval (
              agent_id, customer_id, service_from, status, reason, started_at, ended_at, until,
              ended_by)
            SELECT id, customer_id, ?, ?, '', ?, ?, ?, ?
            FROM agent
            WHERE customer_id = ?
              AND agent_ref = ?
            """)
        .params(
            row(
                at(serviceFrom),
                status.status(),
                at(status.start()),
                at(status.end()),
                at(status.end() == null ? status.start().plusNanos(1_000) : status.end()),
                status.end() == null ? null : "AGENT",
                customer.value(),
                status.agent()))
        .update();
    touch(status);
    mark();
  }

  private void touch(Call call) {
    touch(call.start());
    touch(call.end());
    for (Visit visit : call.visits()) {
      touch(visit.entered());
      touch(end(visit));
    }
    for (Offer offer : call.offers()) {
      touch(offer.at());
      touch(offer.end());
    }
    for (Talk talk : call.talks()) {
      touch(talk.start());
      touch(talk.end());
    }
  }

  private void touch(Status status) {
    touch(status.start());
    touch(status.end());
  }

  private void touch(@Nullable Instant at) {
    if (at != null) {
      touched.add(Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 900L) * 900));
    }
  }

  private void mark() {
    for (Instant quarter : touched) {
      jdbc.sql(
              """
              INSERT INTO fact_touched (customer_id, quarter)
              VALUES (?, ?)
              ON CONFLICT (customer_id, quarter) DO %s
              """
                  .formatted(onMark))
          .params(row(customer.value(), at(quarter)))
          .update();
    }
    touched.clear();
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static @Nullable Timestamp at(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
