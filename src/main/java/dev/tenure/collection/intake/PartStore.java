package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Change.Part;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes the parts of calls: segments, queue visits, offers to agents. */
@Repository
class PartStore {

  private final JdbcClient jdbc;

  PartStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Brings what is stored from before to after. */
  void write(List<Change> changes) {
    shorten(changes, "segment", Call::segments);
    shorten(changes, "queue_visit", Call::visits);
    shorten(changes, "agent_offer", Call::offers);
    segments(changed(changes, Call::segments));
    visits(changed(changes, Call::visits));
    offers(changed(changes, Call::offers));
  }

  private static <P> List<Part<P>> changed(List<Change> changes, Change.Parts<P> parts) {
    List<Part<P>> changed = new ArrayList<>();
    changes.forEach(change -> changed.addAll(change.written(parts)));
    return changed;
  }

  private record Left(UUID call, int parts) {}

  private <P> void shorten(List<Change> changes, String table, Change.Parts<P> parts) {
    List<Left> left = new ArrayList<>();
    for (Change change : changes) {
      int to = change.cutTo(parts);
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

  private void segments(List<Part<Segment>> segments) {
    if (segments.isEmpty()) {
      return;
    }
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
            ON CONFLICT (call_id, seq) DO UPDATE
            SET kind = EXCLUDED.kind,
                queue = EXCLUDED.queue,
                agent_ref = EXCLUDED.agent_ref,
                target = EXCLUDED.target,
                started_at = EXCLUDED.started_at,
                ended_at = EXCLUDED.ended_at,
                until = EXCLUDED.until,
                held = EXCLUDED.held,
                result = EXCLUDED.result
            """)
        .params(
            Rows.of(segments)
                .column("call", Part::call)
                .column("customer", p -> p.key().customer())
                .column("seq", Part::seq)
                .column("kind", p -> p.part().kind())
                .column("queue", p -> p.part().queue())
                .column("agent", p -> p.part().agent())
                .column("target", p -> p.part().target())
                .column("startedAt", p -> p.part().startedAt())
                .column("endedAt", p -> p.part().endedAt())
                .column("until", p -> p.part().until())
                .column("held", p -> p.part().held())
                .column("result", p -> p.part().result())
                .params())
        .update();
  }

  private void visits(List<Part<QueueVisit>> visits) {
    if (visits.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO queue_visit (
              call_id, seq, customer_id, queue, entered_at, left_at, outcome, refusal, agent_ref,
              talk_until, held, ended_by, transferred, until)
            SELECT *
            FROM unnest(
              CAST(:call AS uuid[]), CAST(:seq AS integer[]), CAST(:customer AS uuid[]), :queue,
              CAST(:enteredAt AS timestamptz[]), CAST(:leftAt AS timestamptz[]), :outcome, :refusal,
              :agent, CAST(:talkUntil AS timestamptz[]), CAST(:held AS interval[]), :endedBy,
              CAST(:transferred AS boolean[]), CAST(:until AS timestamptz[]))
            ON CONFLICT (call_id, seq) DO UPDATE
            SET queue = EXCLUDED.queue,
                entered_at = EXCLUDED.entered_at,
                left_at = EXCLUDED.left_at,
                outcome = EXCLUDED.outcome,
                refusal = EXCLUDED.refusal,
                agent_ref = EXCLUDED.agent_ref,
                talk_until = EXCLUDED.talk_until,
                held = EXCLUDED.held,
                ended_by = EXCLUDED.ended_by,
                transferred = EXCLUDED.transferred,
                until = EXCLUDED.until
            """)
        .params(
            Rows.of(visits)
                .column("call", Part::call)
                .column("seq", Part::seq)
                .column("customer", p -> p.key().customer())
                .column("queue", p -> p.part().queue())
                .column("enteredAt", p -> p.part().enteredAt())
                .column("leftAt", p -> p.part().leftAt())
                .column("outcome", p -> p.part().outcome())
                .column("refusal", p -> p.part().refusal() == null ? "" : p.part().refusal())
                .column("agent", p -> p.part().agent())
                .column("talkUntil", p -> p.part().talkUntil())
                .column("held", p -> p.part().held())
                .column("endedBy", p -> p.part().endedBy())
                .column("transferred", p -> p.part().transferred())
                .column("until", p -> p.part().until())
                .params())
        .update();
  }

  private void offers(List<Part<AgentOffer>> offers) {
    if (offers.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO agent_offer (
              call_id, seq, visit, customer_id, queue, agent_ref, offered_at, ended_at, result,
              until)
            SELECT *
            FROM unnest(
              CAST(:call AS uuid[]), CAST(:seq AS integer[]), CAST(:visit AS integer[]),
              CAST(:customer AS uuid[]), :queue, :agent, CAST(:offeredAt AS timestamptz[]),
              CAST(:endedAt AS timestamptz[]), :result, CAST(:until AS timestamptz[]))
            ON CONFLICT (call_id, seq) DO UPDATE
            SET visit = EXCLUDED.visit,
                queue = EXCLUDED.queue,
                agent_ref = EXCLUDED.agent_ref,
                offered_at = EXCLUDED.offered_at,
                ended_at = EXCLUDED.ended_at,
                result = EXCLUDED.result,
                until = EXCLUDED.until
            """)
        .params(
            Rows.of(offers)
                .column("call", Part::call)
                .column("seq", Part::seq)
                .column("visit", p -> p.part().visit() == 0 ? null : p.part().visit())
                .column("customer", p -> p.key().customer())
                .column("queue", p -> p.part().queue())
                .column("agent", p -> p.part().agent())
                .column("offeredAt", p -> p.part().offeredAt())
                .column("endedAt", p -> p.part().endedAt())
                .column("result", p -> p.part().result())
                .column("until", p -> p.part().until())
                .params())
        .update();
  }
}
