package dev.tenure.collection.live;

import dev.tenure.collection.AgentId;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the agents in each queue. */
@Repository
class QueueMemberStore {

  private final JdbcClient jdbc;

  QueueMemberStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * When each queue last offered a call to each agent, at or after the instant; for agents without
   * a reported status also when they last answered one, because such a phone system may report no
   * offers.
   */
  Map<String, Map<AgentId, Instant>> lastOffers(CustomerId customer, Instant from) {
    Map<String, Map<AgentId, Instant>> last = new TreeMap<>();
    jdbc.sql(
            """
            SELECT t.queue, t.last, a.id AS agent_id
            FROM (
              SELECT f.queue, c.source_id, f.agent_ref, f.offered, max(f.at) AS last
              FROM (
                SELECT call_id, queue, agent_ref, true AS offered, offered_at AS at
                FROM agent_offer
                WHERE customer_id = :customer
                  AND offered_at >= :from
                  AND queue <> ''
                UNION ALL
                SELECT call_id, queue, agent_ref, false, entered_at
                FROM queue_visit
                WHERE customer_id = :customer
                  AND entered_at >= :from
                  AND agent_ref <> ''
              ) AS f
            """
                + TodayStore.ITS_CALL
                + """
                  GROUP BY f.queue, c.source_id, f.agent_ref, f.offered
                ) AS t
                """
                + TodayStore.ITS_AGENT
                + """
                WHERE t.offered
                   OR NOT EXISTS (SELECT FROM agent_interval i WHERE i.agent_id = a.id)
                """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .query(rs -> {
          last.computeIfAbsent(rs.getString("queue"), queue -> new HashMap<>())
              .merge(
                  TodayStore.agent(rs),
                  Objects.requireNonNull(TodayStore.instant(rs, "last")),
                  (one, other) -> one.isAfter(other) ? one : other);
        });
    return last;
  }
}
