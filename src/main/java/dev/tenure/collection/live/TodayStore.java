package dev.tenure.collection.live;

import dev.tenure.collection.AgentId;
import dev.tenure.collection.Measures;
import dev.tenure.collection.VisitCounts;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of counts: of visits, of offers and of talk, within a day. */
@Repository
public class TodayStore {

  private final JdbcClient jdbc;

  TodayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Visits that an agent answered.
   *
   * @param talked of those whose talk is over
   * @param lastTalk the newest end of such a talk, null for none
   * @param talkingSince since when one is talked, null for none
   */
  public record Answers(
      int answered, Duration talked, @Nullable Instant lastTalk, @Nullable Instant talkingSince) {}

  /**
   * Offers to an agent.
   *
   * @param missed those that rang and were not answered, or were declined
   * @param last the newest end of one, null for none
   */
  public record Offers(int offered, int missed, @Nullable Instant last) {}

  /** Visits by queue and by agent. */
  public record Visits(Map<String, VisitCounts> byQueue, Map<AgentId, Answers> byAgent) {}

  /** Visits that began in {@code [from, to)}. */
  public Visits visits(CustomerId customer, Instant from, Instant to, Measures measures) {
    Visits visits = new Visits(new TreeMap<>(), new HashMap<>());
    jdbc.sql(
            """
            SELECT t.*, a.id AS agent_id,
                   CAST(extract(epoch FROM t.talks) * 1000000 AS bigint) AS talked
            FROM (
              SELECT v.queue, c.source_id, v.agent_ref,
                     count(*) AS offered,
                     count(*) FILTER (WHERE v.outcome = 'ANSWERED') AS answered,
                     count(*) FILTER (
                       WHERE v.outcome = 'ANSWERED'
                         AND v.left_at - v.entered_at <= CAST(:inTime AS interval)) AS in_time,
                     count(*) FILTER (WHERE v.outcome = 'ABANDONED') AS abandoned,
                     count(*) FILTER (
                       WHERE v.outcome = 'ABANDONED'
                         AND v.left_at - v.entered_at <= CAST(:short AS interval))
                       AS short_abandons,
                     count(*) FILTER (WHERE v.outcome = 'REFUSED') AS refused,
                     sum(v.talk_until - v.left_at) AS talks,
                     max(v.talk_until) AS last_talk,
                     min(v.left_at) FILTER (
                       WHERE v.outcome = 'ANSWERED' AND v.talk_until IS NULL) AS talking_since
              FROM queue_visit v
              JOIN call c ON c.id = v.call_id
              WHERE v.customer_id = :customer
                AND v.entered_at >= :from
                AND v.entered_at < :to
              GROUP BY GROUPING SETS ((v.queue), (c.source_id, v.agent_ref))
            ) AS t
            LEFT JOIN agent a
              ON a.customer_id = :customer
             AND a.source_id = t.source_id
             AND a.agent_ref = t.agent_ref
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("inTime", measures.serviceLevel().toString())
        .param("short", measures.shortAbandon().toString())
        .query(rs -> {
          {
            String queue = rs.getString("queue");
            UUID agent = rs.getObject("agent_id", UUID.class);
            if (queue != null) {
              visits.byQueue().put(queue, counts(rs));
            } else if (agent != null) {
              visits.byAgent().put(new AgentId(agent), answers(rs));
            }
          }
        });
    return visits;
  }

  private static VisitCounts counts(ResultSet rs) throws SQLException {
    return new VisitCounts(
        rs.getInt("offered"),
        rs.getInt("answered"),
        rs.getInt("in_time"),
        rs.getInt("abandoned"),
        rs.getInt("short_abandons"),
        rs.getInt("refused"));
  }

  private static Answers answers(ResultSet rs) throws SQLException {
    return new Answers(
        rs.getInt("answered"),
        Duration.of(rs.getLong("talked"), ChronoUnit.MICROS),
        instant(rs, "last_talk"),
        instant(rs, "talking_since"));
  }

  /** Offers that began in {@code [from, to)}, by agent. */
  public Map<AgentId, Offers> offers(CustomerId customer, Instant from, Instant to) {
    Map<AgentId, Offers> offers = new HashMap<>();
    jdbc.sql(
            """
            SELECT a.id AS agent_id, o.offered, o.missed, o.last
            FROM (
              SELECT c.source_id, o.agent_ref, count(*) AS offered,
                     count(*) FILTER (WHERE o.result IN ('NO_ANSWER', 'REJECTED')) AS missed,
                     max(o.ended_at) AS last
              FROM agent_offer o
              JOIN call c ON c.id = o.call_id
              WHERE o.customer_id = :customer
                AND o.offered_at >= :from
                AND o.offered_at < :to
              GROUP BY c.source_id, o.agent_ref
            ) AS o
            JOIN agent a
              ON a.customer_id = :customer
             AND a.source_id = o.source_id
             AND a.agent_ref = o.agent_ref
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(rs -> {
          offers.put(
              agent(rs),
              new Offers(rs.getInt("offered"), rs.getInt("missed"), instant(rs, "last")));
        });
    return offers;
  }

  /** When each agent's last call that began at or after the instant and is over ended. */
  public Map<AgentId, Instant> lastCalls(CustomerId customer, Instant from) {
    Map<AgentId, Instant> last = new HashMap<>();
    jdbc.sql(
            """
            SELECT a.id AS agent_id, c.ended_at
            FROM (
              SELECT customer_id, source_id, agent_ref, max(ended_at) AS ended_at
              FROM call
              WHERE customer_id = :customer
                AND started_at >= :from
                AND answered_at IS NOT NULL
                AND ended_at IS NOT NULL
              GROUP BY customer_id, source_id, agent_ref
            ) AS c
            JOIN agent a USING (customer_id, source_id, agent_ref)
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .query(rs -> {
          last.put(agent(rs), Objects.requireNonNull(instant(rs, "ended_at")));
        });
    return last;
  }

  /** To whom each queue has offered a call at or after the instant. */
  public Map<String, Set<AgentId>> members(CustomerId customer, Instant from) {
    Map<String, Set<AgentId>> members = new TreeMap<>();
    jdbc.sql(
            """
            SELECT DISTINCT o.queue, a.id AS agent_id
            FROM agent_offer o
            JOIN call c ON c.id = o.call_id
            JOIN agent a
              ON a.customer_id = o.customer_id
             AND a.source_id = c.source_id
             AND a.agent_ref = o.agent_ref
            WHERE o.customer_id = :customer
              AND o.offered_at >= :from
              AND o.queue <> ''
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .query(rs -> {
          members.computeIfAbsent(rs.getString("queue"), q -> new HashSet<>()).add(agent(rs));
        });
    return members;
  }

  private static AgentId agent(ResultSet rs) throws SQLException {
    return new AgentId(Objects.requireNonNull(rs.getObject("agent_id", UUID.class)));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
