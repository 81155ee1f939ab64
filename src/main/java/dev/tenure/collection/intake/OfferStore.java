package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Change.Part;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.platform.database.Copy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes offers to agents. */
@Repository
class OfferStore {

  private final JdbcClient jdbc;
  private final Copy copy;

  OfferStore(JdbcClient jdbc, Copy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  void insert(List<Part<AgentOffer>> offers) {
    copy.into(
        """
        agent_offer (
          call_id, seq, visit, customer_id, queue, agent_ref, offered_at, ended_at, result, until)
        """,
        offers,
        (row, p) -> {
          AgentOffer offer = p.part();
          row.uuid(p.call()).integer(p.seq());
          if (offer.visit() == 0) {
            row.nothing();
          } else {
            row.integer(offer.visit());
          }
          row.uuid(p.key().customer().value());
          row.text(offer.queue()).text(offer.agent()).instant(offer.offeredAt());
          row.instant(offer.endedAt()).word(offer.result()).instant(offer.until());
        });
  }

  private static @Nullable Integer visit(AgentOffer offer) {
    return offer.visit() == 0 ? null : offer.visit();
  }

  void update(List<Part<AgentOffer>> offers) {
    if (offers.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE agent_offer p
            SET visit = n.visit,
                queue = n.queue,
                agent_ref = n.agent,
                offered_at = instant_of(n.offered_at),
                ended_at = instant_of(n.ended_at),
                result = n.result,
                until = instant_of(n.until)
            FROM unnest(
              CAST(:call AS uuid[]), CAST(:seq AS integer[]), CAST(:visit AS integer[]), :queue,
              :agent, :offeredAt, :endedAt, :result, :until)
              AS n(call, seq, visit, queue, agent, offered_at, ended_at, result, until)
            WHERE p.call_id = n.call
              AND p.seq = n.seq
            """)
        .params(
            Rows.of(offers)
                .column("call", Part::call)
                .column("seq", Part::seq)
                .column("visit", p -> visit(p.part()))
                .column("queue", p -> p.part().queue())
                .column("agent", p -> p.part().agent())
                .micros("offeredAt", p -> p.part().offeredAt())
                .micros("endedAt", p -> p.part().endedAt())
                .column("result", p -> p.part().result())
                .micros("until", p -> p.part().until())
                .params())
        .update();
  }
}
