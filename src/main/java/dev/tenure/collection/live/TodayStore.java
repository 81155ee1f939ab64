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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL of counts: of visits, of offers and of talk, within stretches of time. What lies in a stretch
 * is looked up one by one whatever statistics say ({@code OFFSET 0}): a planner takes any stretch
 * to hold a ninth of all facts, and would rather read all calls.
 */
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
      int answered, Duration talked, @Nullable Instant lastTalk, @Nullable Instant talkingSince) {

    /** These and those. */
    Answers plus(Answers other) {
      return new Answers(
          answered + other.answered,
          talked.plus(other.talked),
          later(lastTalk, other.lastTalk),
          earlier(talkingSince, other.talkingSince));
    }
  }

  /**
   * Offers to an agent.
   *
   * @param missed those that rang and were not answered, or were declined
   * @param last the newest end of one, null for none
   */
  public record Offers(int offered, int missed, @Nullable Instant last) {

    /** These and those. */
    Offers plus(Offers other) {
      return new Offers(offered + other.offered, missed + other.missed, later(last, other.last));
    }
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Visits by queue and by agent. */
  public record Visits(Map<String, VisitCounts> byQueue, Map<AgentId, Answers> byAgent) {}

  /** Of time: {@code [from, to)}. */
  public record Stretch(Instant from, Instant to) {}

  /** Visits that began in each of the stretches, in their order. */
  public List<Visits> visits(CustomerId customer, List<Stretch> stretches, Measures measures) {
    List<Visits> all = each(stretches, () -> new Visits(new TreeMap<>(), new HashMap<>()));
    jdbc.sql(
            """
            SELECT t.*, a.id AS agent_id,
                   CAST(extract(epoch FROM t.talks) * 1000000 AS bigint) AS talked
            FROM (
              SELECT s.n, v.queue, c.source_id, v.agent_ref,
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
              FROM unnest(CAST(:from AS timestamptz[]), CAST(:to AS timestamptz[]))
                WITH ORDINALITY AS s(since, until, n)
              CROSS JOIN LATERAL (
                SELECT *
                FROM queue_visit v
                WHERE v.customer_id = :customer
                  AND v.entered_at >= s.since
                  AND v.entered_at < s.until
                OFFSET 0
              ) AS v
              CROSS JOIN LATERAL (SELECT * FROM call c WHERE c.id = v.call_id OFFSET 0) AS c
              GROUP BY GROUPING SETS ((s.n, v.queue), (s.n, c.source_id, v.agent_ref))
            ) AS t
            LEFT JOIN agent a
              ON a.customer_id = :customer
             AND a.source_id = t.source_id
             AND a.agent_ref = t.agent_ref
            """)
        .param("customer", customer.value())
        .params(those(stretches))
        .param("inTime", measures.serviceLevel().toString())
        .param("short", measures.shortAbandon().toString())
        .query(rs -> {
          Visits visits = all.get(rs.getInt("n") - 1);
          String queue = rs.getString("queue");
          UUID agent = rs.getObject("agent_id", UUID.class);
          if (queue != null) {
            visits.byQueue().put(queue, counts(rs));
          } else if (agent != null) {
            visits.byAgent().put(new AgentId(agent), answers(rs));
          }
        });
    return all;
  }

  private static <T> List<T> each(List<Stretch> stretches, Supplier<T> nothing) {
    return Stream.generate(nothing).limit(stretches.size()).toList();
  }

  private static Map<String, Object> those(List<Stretch> stretches) {
    return Map.of(
        "from", stretches.stream().map(s -> s.from().toString()).toArray(String[]::new),
        "to", stretches.stream().map(s -> s.to().toString()).toArray(String[]::new));
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

  /** Offers that began in each of the stretches, in their order, by agent. */
  public List<Map<AgentId, Offers>> offers(CustomerId customer, List<Stretch> stretches) {
    List<Map<AgentId, Offers>> all = each(stretches, HashMap::new);
    jdbc.sql(
            """
            SELECT o.n, a.id AS agent_id, o.offered, o.missed, o.last
            FROM (
              SELECT s.n, c.source_id, o.agent_ref, count(*) AS offered,
                     count(*) FILTER (WHERE o.result IN ('NO_ANSWER', 'REJECTED')) AS missed,
                     max(o.ended_at) AS last
              FROM unnest(CAST(:from AS timestamptz[]), CAST(:to AS timestamptz[]))
                WITH ORDINALITY AS s(since, until, n)
              CROSS JOIN LATERAL (
                SELECT *
                FROM agent_offer o
                WHERE o.customer_id = :customer
                  AND o.offered_at >= s.since
                  AND o.offered_at < s.until
                OFFSET 0
              ) AS o
              CROSS JOIN LATERAL (SELECT * FROM call c WHERE c.id = o.call_id OFFSET 0) AS c
              GROUP BY s.n, c.source_id, o.agent_ref
            ) AS o
            JOIN agent a
              ON a.customer_id = :customer
             AND a.source_id = o.source_id
             AND a.agent_ref = o.agent_ref
            """)
        .param("customer", customer.value())
        .params(those(stretches))
        .query(rs -> {
          all.get(rs.getInt("n") - 1)
              .put(
                  agent(rs),
                  new Offers(rs.getInt("offered"), rs.getInt("missed"), instant(rs, "last")));
        });
    return all;
  }

  /** When each agent's last answered call that began in the stretch and is over ended. */
  public List<Map<AgentId, Instant>> lastCalls(CustomerId customer, List<Stretch> stretches) {
    List<Map<AgentId, Instant>> all = each(stretches, HashMap::new);
    jdbc.sql(
            """
            SELECT c.n, a.id AS agent_id, c.ended_at
            FROM (
              SELECT s.n, c.source_id, c.agent_ref, max(c.ended_at) AS ended_at
              FROM unnest(CAST(:from AS timestamptz[]), CAST(:to AS timestamptz[]))
                WITH ORDINALITY AS s(since, until, n)
              CROSS JOIN LATERAL (
                SELECT *
                FROM call c
                WHERE c.customer_id = :customer
                  AND c.started_at >= s.since
                  AND c.started_at < s.until
                  AND c.answered_at IS NOT NULL
                  AND c.ended_at IS NOT NULL
                OFFSET 0
              ) AS c
              GROUP BY s.n, c.source_id, c.agent_ref
            ) AS c
            JOIN agent a
              ON a.customer_id = :customer
             AND a.source_id = c.source_id
             AND a.agent_ref = c.agent_ref
            """)
        .param("customer", customer.value())
        .params(those(stretches))
        .query(rs -> {
          all.get(rs.getInt("n") - 1)
              .put(agent(rs), Objects.requireNonNull(instant(rs, "ended_at")));
        });
    return all;
  }

  /** When each queue last offered a call to whom, at or after the instant. */
  Map<String, Map<AgentId, Instant>> lastOffers(CustomerId customer, Instant from) {
    Map<String, Map<AgentId, Instant>> last = new TreeMap<>();
    jdbc.sql(
            """
            SELECT o.queue, o.last, a.id AS agent_id
            FROM (
              SELECT o.queue, c.source_id, o.agent_ref, max(o.offered_at) AS last
              FROM agent_offer o
              CROSS JOIN LATERAL (SELECT * FROM call c WHERE c.id = o.call_id OFFSET 0) AS c
              WHERE o.customer_id = :customer
                AND o.offered_at >= :from
                AND o.queue <> ''
              GROUP BY o.queue, c.source_id, o.agent_ref
            ) AS o
            JOIN agent a
              ON a.customer_id = :customer
             AND a.source_id = o.source_id
             AND a.agent_ref = o.agent_ref
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .query(rs -> {
          last.computeIfAbsent(rs.getString("queue"), queue -> new HashMap<>())
              .put(agent(rs), Objects.requireNonNull(instant(rs, "last")));
        });
    return last;
  }

  private static AgentId agent(ResultSet rs) throws SQLException {
    return new AgentId(Objects.requireNonNull(rs.getObject("agent_id", UUID.class)));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
