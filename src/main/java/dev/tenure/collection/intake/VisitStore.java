package dev.tenure.collection.intake;

import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes queue visits and offers to agents. */
@Repository
class VisitStore {

  private final JdbcClient jdbc;

  VisitStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Visit(UUID call, CustomerId customer, int seq, QueueVisit visit) {}

  private record Offer(UUID call, CustomerId customer, int seq, AgentOffer offer) {}

  /**
   * Writes the visits and offers of calls as they are now.
   *
   * @param ids of the calls, which are stored
   * @return the spans of what was there before
   */
  List<Touched> replace(Map<CallKey, Call> calls, Map<CallKey, UUID> ids) {
    List<Touched> before = remove(ids.values());
    List<Visit> visits = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    calls.forEach((key, call) -> {
      UUID id = ids.get(key);
      if (id == null) {
        throw new IllegalStateException("A call without an id: " + key + ", " + ids);
      }
      int seq = 0;
      for (QueueVisit visit : call.visits()) {
        visits.add(new Visit(id, key.customer(), ++seq, visit));
      }
      seq = 0;
      for (AgentOffer offer : call.offers()) {
        offers.add(new Offer(id, key.customer(), ++seq, offer));
      }
    });
    if (!visits.isEmpty()) {
      insertVisits(visits);
    }
    if (!offers.isEmpty()) {
      insertOffers(offers);
    }
    return before;
  }

  private List<Touched> remove(Collection<UUID> calls) {
    return jdbc.sql(
            """
            WITH visits AS (
              DELETE FROM queue_visit
              WHERE call_id = ANY(CAST(:ids AS uuid[]))
              RETURNING customer_id, entered_at AS since, until
            ), offers AS (
              DELETE FROM agent_offer
              WHERE call_id = ANY(CAST(:ids AS uuid[]))
              RETURNING customer_id, offered_at AS since, until
            )
            SELECT * FROM visits
            UNION ALL
            SELECT * FROM offers
            """)
        .params(Rows.of(calls).column("ids", id -> id).params())
        .query((rs, n) -> touched(rs))
        .list();
  }

  static Touched touched(ResultSet rs) throws SQLException {
    return new Touched(
        new CustomerId(rs.getObject("customer_id", UUID.class)),
        rs.getTimestamp("since").toInstant(),
        rs.getTimestamp("until").toInstant());
  }

  private void insertVisits(List<Visit> visits) {
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
            """)
        .params(
            Rows.of(visits)
                .column("call", Visit::call)
                .column("seq", Visit::seq)
                .column("customer", Visit::customer)
                .column("queue", v -> v.visit().queue())
                .column("enteredAt", v -> v.visit().enteredAt())
                .column("leftAt", v -> v.visit().leftAt())
                .column("outcome", v -> v.visit().outcome())
                .column("refusal", v -> v.visit().refusal() == null ? "" : v.visit().refusal())
                .column("agent", v -> v.visit().agent())
                .column("talkUntil", v -> v.visit().talkUntil())
                .column("held", v -> v.visit().held())
                .column("endedBy", v -> v.visit().endedBy())
                .column("transferred", v -> v.visit().transferred())
                .column("until", v -> v.visit().until())
                .params())
        .update();
  }

  private void insertOffers(List<Offer> offers) {
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
            """)
        .params(
            Rows.of(offers)
                .column("call", Offer::call)
                .column("seq", Offer::seq)
                .column("visit", o -> o.offer().visit() == 0 ? null : o.offer().visit())
                .column("customer", Offer::customer)
                .column("queue", o -> o.offer().queue())
                .column("agent", o -> o.offer().agent())
                .column("offeredAt", o -> o.offer().offeredAt())
                .column("endedAt", o -> o.offer().endedAt())
                .column("result", o -> o.offer().result())
                .column("until", o -> o.offer().until())
                .params())
        .update();
  }
}
