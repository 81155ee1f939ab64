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

/** SQL of counts: of visits, of offers and of talk, within stretches of time. */
@Repository
public class TodayStore {

  /** The call {@code c} of a part of one, {@code f}. */
  static final String ITS_CALL =
      "CROSS JOIN LATERAL (SELECT * FROM call c WHERE c.id = f.call_id OFFSET 0) AS c\n";

  /** The agent {@code a} of what is counted, {@code t}. */
  static final String ITS_AGENT =
      """
      JOIN agent a
        ON a.customer_id = :customer
       AND a.source_id = t.source_id
       AND a.agent_ref = t.agent_ref
      """;

  private final JdbcClient jdbc;

  TodayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Visits that an agent answered.
   *
   * @param talked of those whose talk is over
   * @param lastTalks the newest end of such a talk, by queue
   * @param talkingSince since when one is talked, null for none
   */
  public record Answers(
      int answered,
      Duration talked,
      Map<String, Instant> lastTalks,
      @Nullable Instant talkingSince) {

    /** Copies the map. */
    public Answers {
      lastTalks = Map.copyOf(lastTalks);
    }

    /** These and those. */
    Answers plus(Answers other) {
      return new Answers(
          answered + other.answered,
          talked.plus(other.talked),
          newest(lastTalks, other.lastTalks),
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

  private static Map<String, Instant> newest(Map<String, Instant> one, Map<String, Instant> other) {
    Map<String, Instant> all = new HashMap<>(one);
    other.forEach((queue, at) -> all.merge(queue, at, (a, b) -> a.isAfter(b) ? a : b));
    return all;
  }

  static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Visits by queue and by agent. */
  public record Visits(Map<String, VisitCounts> byQueue, Map<AgentId, Answers> byAgent) {}

  /** Of time: {@code [from, to)}. */
  public record Stretch(Instant from, Instant to) {}

  /**
   * The facts {@code f} that began in each stretch {@code s}. Looked up one by one whatever
   * statistics say ({@code OFFSET 0}), and their calls likewise: a planner takes any stretch to
   * hold a ninth of all facts, and would rather read all calls.
   */
  private static String begunIn(String table, String begin) {
    return """
    FROM unnest(CAST(:from AS timestamptz[]), CAST(:to AS timestamptz[]))
      WITH ORDINALITY AS s(since, until, n)
    CROSS JOIN LATERAL (
      SELECT *
      FROM %1$s f
      WHERE f.customer_id = :customer
        AND f.%2$s >= s.since
        AND f.%2$s < s.until
      OFFSET 0
    ) AS f
    """
        .formatted(table, begin);
  }

  /** Visits that began in each of the stretches, in their order. */
  public List<Visits> visits(CustomerId customer, List<Stretch> stretches, Measures measures) {
    List<Visits> all = each(stretches, () -> new Visits(new TreeMap<>(), new HashMap<>()));
    jdbc.sql(
            """
            SELECT t.*, a.id AS agent_id,
                   CAST(extract(epoch FROM t.talks) * 1000000 AS bigint) AS talked
            FROM (
              SELECT s.n, f.queue, c.source_id, f.agent_ref,
                     grouping(f.agent_ref) = 1 AS of_queue, count(*) AS offered,
                     count(*) FILTER (WHERE f.outcome = 'ANSWERED') AS answered,
                     count(*) FILTER (
                       WHERE f.outcome = 'ANSWERED'
                         AND f.left_at - f.entered_at <= CAST(:inTime AS interval)) AS in_time,
                     count(*) FILTER (WHERE f.outcome = 'ABANDONED') AS abandoned,
                     count(*) FILTER (
                       WHERE f.outcome = 'ABANDONED'
                         AND f.left_at - f.entered_at <= CAST(:short AS interval))
                       AS short_abandons,
                     count(*) FILTER (WHERE f.outcome = 'REFUSED') AS refused,
                     sum(f.talk_until - f.left_at) AS talks,
                     max(f.talk_until) AS last_talk,
                     min(f.left_at) FILTER (
                       WHERE f.outcome = 'ANSWERED' AND f.talk_until IS NULL) AS talking_since
            """
                + begunIn("queue_visit", "entered_at")
                + ITS_CALL
                + """
                  GROUP BY GROUPING SETS (
                    (s.n, f.queue), (s.n, c.source_id, f.agent_ref, f.queue))
                ) AS t
                LEFT
                """
                + ITS_AGENT)
        .param("customer", customer.value())
        .params(those(stretches))
        .param("inTime", measures.serviceLevel().toString())
        .param("short", measures.shortAbandon().toString())
        .query(rs -> {
          Visits visits = all.get(rs.getInt("n") - 1);
          String queue = rs.getString("queue");
          UUID agent = rs.getObject("agent_id", UUID.class);
          if (rs.getBoolean("of_queue")) {
            visits.byQueue().put(queue, counts(rs));
          } else if (agent != null) {
            visits.byAgent().merge(new AgentId(agent), answers(rs, queue), Answers::plus);
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

  private static Answers answers(ResultSet rs, String queue) throws SQLException {
    Instant last = instant(rs, "last_talk");
    return new Answers(
        rs.getInt("answered"),
        Duration.of(rs.getLong("talked"), ChronoUnit.MICROS),
        last == null ? Map.of() : Map.of(queue, last),
        instant(rs, "talking_since"));
  }

  /** Offers that began in each of the stretches, in their order, by agent. */
  public List<Map<AgentId, Offers>> offers(CustomerId customer, List<Stretch> stretches) {
    List<Map<AgentId, Offers>> all = each(stretches, HashMap::new);
    jdbc.sql(
            """
            SELECT t.n, a.id AS agent_id, t.offered, t.missed, t.last
            FROM (
              SELECT s.n, c.source_id, f.agent_ref, count(*) AS offered,
                     count(*) FILTER (WHERE is_rna(f.result)) AS missed,
                     max(f.ended_at) AS last
            """
                + begunIn("agent_offer", "offered_at")
                + ITS_CALL
                + """
                  GROUP BY s.n, c.source_id, f.agent_ref
                ) AS t
                """
                + ITS_AGENT)
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
            SELECT t.n, a.id AS agent_id, t.ended_at
            FROM (
              SELECT s.n, f.source_id, f.agent_ref, max(f.ended_at) AS ended_at
            """
                + begunIn("call", "started_at")
                + """
                  WHERE f.answered_at IS NOT NULL
                    AND f.ended_at IS NOT NULL
                  GROUP BY s.n, f.source_id, f.agent_ref
                ) AS t
                """
                + ITS_AGENT)
        .param("customer", customer.value())
        .params(those(stretches))
        .query(rs -> {
          all.get(rs.getInt("n") - 1)
              .put(agent(rs), Objects.requireNonNull(instant(rs, "ended_at")));
        });
    return all;
  }

  static AgentId agent(ResultSet rs) throws SQLException {
    return new AgentId(Objects.requireNonNull(rs.getObject("agent_id", UUID.class)));
  }

  static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
