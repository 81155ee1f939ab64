package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Change.Part;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.platform.database.Copy;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes queue visits. */
@Repository
class VisitStore {

  private final JdbcClient jdbc;
  private final Copy copy;

  VisitStore(JdbcClient jdbc, Copy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  void insert(List<Part<QueueVisit>> visits) {
    copy.into(
        """
        queue_visit (
          call_id, seq, customer_id, queue, entered_at, left_at, outcome, refusal, agent_ref,
          talk_until, held, ended_by, transferred, until)
        """,
        visits,
        (row, p) -> {
          QueueVisit visit = p.part();
          row.uuid(p.call()).integer(p.seq()).uuid(p.key().customer().value());
          row.text(visit.queue()).instant(visit.enteredAt()).instant(visit.leftAt());
          row.word(visit.outcome()).text(refusal(visit)).text(visit.agent());
          row.instant(visit.talkUntil()).span(visit.held()).word(visit.endedBy());
          row.flag(visit.transferred()).instant(visit.until());
        });
  }

  private static String refusal(QueueVisit visit) {
    return visit.refusal() == null ? "" : visit.refusal().name();
  }

  void update(List<Part<QueueVisit>> visits) {
    if (visits.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE queue_visit p
            SET queue = n.queue,
                entered_at = instant_of(n.entered_at),
                left_at = instant_of(n.left_at),
                outcome = n.outcome,
                refusal = n.refusal,
                agent_ref = n.agent,
                talk_until = instant_of(n.talk_until),
                held = n.held * interval '1 microsecond',
                ended_by = n.ended_by,
                transferred = n.transferred,
                until = instant_of(n.until)
            FROM unnest(
              CAST(:call AS uuid[]), CAST(:seq AS integer[]), :queue, :enteredAt, :leftAt, :outcome,
              :refusal, :agent, :talkUntil, :held, :endedBy, CAST(:transferred AS boolean[]), :until)
              AS n(
                call, seq, queue, entered_at, left_at, outcome, refusal, agent, talk_until, held,
                ended_by, transferred, until)
            WHERE p.call_id = n.call
              AND p.seq = n.seq
            """)
        .params(
            Rows.of(visits)
                .column("call", Part::call)
                .column("seq", Part::seq)
                .column("queue", p -> p.part().queue())
                .micros("enteredAt", p -> p.part().enteredAt())
                .micros("leftAt", p -> p.part().leftAt())
                .column("outcome", p -> p.part().outcome())
                .column("refusal", p -> refusal(p.part()))
                .column("agent", p -> p.part().agent())
                .micros("talkUntil", p -> p.part().talkUntil())
                .spans("held", p -> p.part().held())
                .column("endedBy", p -> p.part().endedBy())
                .column("transferred", p -> p.part().transferred())
                .micros("until", p -> p.part().until())
                .params())
        .update();
  }
}
