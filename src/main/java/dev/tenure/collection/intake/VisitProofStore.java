package dev.tenure.collection.intake;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Happening.Refusal;
import dev.tenure.collection.model.QueueVisit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads queue visits and offers back as the fold makes them, by call and in order. */
@Repository
class VisitProofStore {

  private final JdbcClient jdbc;

  VisitProofStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<UUID, List<QueueVisit>> visits(List<ProofStore.Subject> subjects) {
    Map<UUID, List<QueueVisit>> byCall = new HashMap<>();
    jdbc.sql(
            """
            SELECT v.call_id, v.queue, v.entered_at, v.left_at, v.outcome, v.refusal, v.agent_ref,
                   v.talk_until, CAST(extract(epoch FROM v.held) * 1000000 AS bigint) AS held,
                   v.ended_by, v.transferred, v.until
            FROM unnest(CAST(:customer AS uuid[]), :ref, CAST(:source AS uuid[]))
              AS k(customer_id, call_ref, source_id)
            JOIN call c USING (customer_id, call_ref, source_id)
            JOIN queue_visit v ON v.call_id = c.id
            ORDER BY v.call_id, v.seq
            """)
        .params(ProofStore.params(subjects))
        .query((rs, n) -> {
          String refusal = rs.getString("refusal");
          String endedBy = rs.getString("ended_by");
          return byCall
              .computeIfAbsent(rs.getObject("call_id", UUID.class), id -> new ArrayList<>())
              .add(
                  new QueueVisit(
                      rs.getString("queue"),
                      rs.getTimestamp("entered_at").toInstant(),
                      ProofStore.instant(rs, "left_at"),
                      VisitOutcome.valueOf(rs.getString("outcome")),
                      refusal.isEmpty() ? null : Refusal.valueOf(refusal),
                      rs.getString("agent_ref"),
                      ProofStore.instant(rs, "talk_until"),
                      Duration.ofNanos(rs.getLong("held") * 1000),
                      endedBy == null ? null : CallEnding.valueOf(endedBy),
                      rs.getBoolean("transferred"),
                      rs.getTimestamp("until").toInstant()));
        })
        .list();
    return byCall;
  }

  Map<UUID, List<AgentOffer>> offers(List<ProofStore.Subject> subjects) {
    Map<UUID, List<AgentOffer>> byCall = new HashMap<>();
    jdbc.sql(
            """
            SELECT o.call_id, COALESCE(o.visit, 0) AS visit, o.queue, o.agent_ref, o.offered_at,
                   o.ended_at, o.result, o.until
            FROM unnest(CAST(:customer AS uuid[]), :ref, CAST(:source AS uuid[]))
              AS k(customer_id, call_ref, source_id)
            JOIN call c USING (customer_id, call_ref, source_id)
            JOIN agent_offer o ON o.call_id = c.id
            ORDER BY o.call_id, o.seq
            """)
        .params(ProofStore.params(subjects))
        .query((rs, n) ->
            byCall
                .computeIfAbsent(rs.getObject("call_id", UUID.class), id -> new ArrayList<>())
                .add(
                    new AgentOffer(
                        rs.getInt("visit"),
                        rs.getString("queue"),
                        rs.getString("agent_ref"),
                        rs.getTimestamp("offered_at").toInstant(),
                        ProofStore.instant(rs, "ended_at"),
                        OfferResult.valueOf(rs.getString("result")),
                        rs.getTimestamp("until").toInstant())))
        .list();
    return byCall;
  }
}
