package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Change.Part;
import dev.tenure.collection.model.Segment;
import dev.tenure.platform.database.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL that writes the parts of calls: segments, and with them queue visits and offers to agents.
 */
@Repository
class PartStore {

  private final JdbcClient jdbc;
  private final Copy copy;
  private final VisitStore visits;
  private final OfferStore offers;

  PartStore(JdbcClient jdbc, Copy copy, VisitStore visits, OfferStore offers) {
    this.jdbc = jdbc;
    this.copy = copy;
    this.visits = visits;
    this.offers = offers;
  }

  /** Brings what is stored from before to after. */
  void write(List<Change> changes) {
    shorten(changes, "segment", Change::segments);
    shorten(changes, "queue_visit", Change::visits);
    shorten(changes, "agent_offer", Change::offers);
    insert(all(changes, change -> change.segments().fresh()));
    update(all(changes, change -> change.segments().changed()));
    visits.insert(all(changes, change -> change.visits().fresh()));
    visits.update(all(changes, change -> change.visits().changed()));
    offers.insert(all(changes, change -> change.offers().fresh()));
    offers.update(all(changes, change -> change.offers().changed()));
  }

  private static <P> List<Part<P>> all(
      List<Change> changes, Function<Change, List<Part<P>>> parts) {
    List<Part<P>> all = new ArrayList<>();
    changes.forEach(change -> all.addAll(parts.apply(change)));
    return all;
  }

  private record Left(UUID call, int parts) {}

  private void shorten(
      List<Change> changes, String table, Function<Change, Change.Parts<?>> parts) {
    List<Left> left = new ArrayList<>();
    for (Change change : changes) {
      int to = parts.apply(change).left();
      if (to >= 0) {
        left.add(new Left(change.id(), to));
      }
    }
    if (left.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            DELETE FROM %s p
            USING unnest(CAST(:call AS uuid[]), CAST(:parts AS integer[])) AS k(call, parts)
            WHERE p.call_id = k.call
              AND p.seq > k.parts
            """
                .formatted(table))
        .params(Rows.of(left).column("call", Left::call).column("parts", Left::parts).params())
        .update();
  }

  private void insert(List<Part<Segment>> segments) {
    copy.into(
        """
        segment (
          call_id, seq, customer_id, kind, queue, agent_ref, target, started_at, ended_at, until,
          held, result)
        """,
        segments,
        (row, p) -> {
          Segment segment = p.part();
          row.uuid(p.call()).integer(p.seq()).uuid(p.key().customer().value());
          row.word(segment.kind()).text(segment.queue()).text(segment.agent());
          row.text(segment.target()).instant(segment.startedAt()).instant(segment.endedAt());
          row.instant(segment.until()).span(segment.held()).text(segment.result());
        });
  }

  private void update(List<Part<Segment>> segments) {
    if (segments.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE segment p
            SET kind = n.kind,
                queue = n.queue,
                agent_ref = n.agent,
                target = n.target,
                started_at = instant_of(n.started_at),
                ended_at = instant_of(n.ended_at),
                until = instant_of(n.until),
                held = n.held * interval '1 microsecond',
                result = n.result
            FROM unnest(
              CAST(:call AS uuid[]), CAST(:seq AS integer[]), :kind, :queue, :agent, :target,
              :startedAt, :endedAt, :until, :held, :result)
              AS n(
                call, seq, kind, queue, agent, target, started_at, ended_at, until, held, result)
            WHERE p.call_id = n.call
              AND p.seq = n.seq
            """)
        .params(
            Rows.of(segments)
                .column("call", Part::call)
                .column("seq", Part::seq)
                .column("kind", p -> p.part().kind())
                .column("queue", p -> p.part().queue())
                .column("agent", p -> p.part().agent())
                .column("target", p -> p.part().target())
                .micros("startedAt", p -> p.part().startedAt())
                .micros("endedAt", p -> p.part().endedAt())
                .micros("until", p -> p.part().until())
                .spans("held", p -> p.part().held())
                .column("result", p -> p.part().result())
                .params())
        .update();
  }
}
