package dev.tenure.collection.agents;

import dev.tenure.collection.AgentId;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallId;
import dev.tenure.collection.Measures;
import dev.tenure.collection.agents.Known.Ring;
import dev.tenure.collection.agents.Known.Talk;
import dev.tenure.collection.agents.Known.Told;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL of what is known of agents. What is open in a call or service period that is over reads as
 * over with it (A2, C4).
 */
@Repository
public class AgentFactStore {

  /**
   * Segments and offers have no index of the open ones: those of open calls are found by the call.
   */
  private static final String TALKS =
      """
      SELECT a.id AS agent_id, f.call_id, f.queue, c.direction, c.caller, c.called, f.started_at,
             COALESCE(f.ended_at, c.ended_at) AS ended_at,
             CAST(extract(epoch FROM f.held) * 1000000 AS bigint) AS held,
             CASE WHEN f.ended_at IS NULL THEN c.held_since END AS held_since,
             f.result = 'termination'
               OR f.ended_at IS NULL AND c.ended_by = 'TERMINATION' AS cut,
             (
               SELECT upper(p.during)
               FROM service_period p
               WHERE p.customer_id = c.customer_id
                 AND lower(p.during) = c.service_from
                 AND upper(p.during) <= tenure_now()) AS service_end
      FROM %s f
      JOIN call_seen c ON c.id = f.call_id
      JOIN agent a
        ON a.customer_id = c.customer_id
       AND a.source_id = c.source_id
       AND a.agent_ref = f.agent_ref
      WHERE f.customer_id = :customer
        AND f.kind = 'TALK'
      """;

  private static final String RINGS =
      """
      SELECT a.id AS agent_id, f.call_id, f.queue, c.caller, f.offered_at AS started_at,
             COALESCE(f.ended_at, c.ended_at) AS ended_at,
             f.result = 'CUT_OFF'
               OR f.ended_at IS NULL AND c.ended_by = 'TERMINATION' AS cut
      FROM %s f
      JOIN call_seen c ON c.id = f.call_id
      JOIN agent a
        ON a.customer_id = c.customer_id
       AND a.source_id = c.source_id
       AND a.agent_ref = f.agent_ref
      WHERE f.customer_id = :customer
      """;

  private static final String TOLD =
      """
      SELECT i.agent_id, i.status, i.reason, i.started_at, COALESCE(i.ended_at, p.ended) AS ended_at,
             p.ended IS NOT NULL OR i.ended_by = 'TERMINATION' AS cut
      FROM agent_interval i
      LEFT JOIN LATERAL (
        SELECT upper(s.during) AS ended
        FROM service_period s
        WHERE s.customer_id = i.customer_id
          AND i.ended_at IS NULL
          AND lower(s.during) = i.service_from
          AND upper(s.during) <= tenure_now()
      ) p ON true
      WHERE i.customer_id = :customer
        AND (
          i.during && tstzrange(CAST(:from AS timestamptz), CAST(:to AS timestamptz))
          OR i.ended_at IS NULL AND i.started_at < CAST(:to AS timestamptz))
      """;

  /** When each agent's first status was reported (C13). */
  private static final String FIRST_TOLD =
      """
      SELECT a.id AS agent_id, i.first
      FROM agent a
      CROSS JOIN LATERAL (
        SELECT min(i.started_at) AS first
        FROM agent_interval i
        WHERE i.agent_id = a.id
      ) AS i
      WHERE a.customer_id = :customer
        AND i.first < CAST(:to AS timestamptz)
      """;

  private static final String RUNNING = "AND c.ended_at IS NULL\n";

  private static final String OF_OPEN_CALLS =
      """
      AND f.ended_at IS NULL
      AND f.call_id IN (SELECT id FROM call WHERE customer_id = :customer AND ended_at IS NULL)
      """;

  private final JdbcClient jdbc;

  AgentFactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What of those agents, or of all, reaches into {@code [from, to)}, with the talks whose wrap-up
   * may do so.
   *
   * @param agents null for all
   */
  public Map<AgentId, Known> between(
      CustomerId customer,
      Instant from,
      Instant to,
      @Nullable Collection<AgentId> agents,
      Measures measures) {
    Map<String, Object> params = new HashMap<>();
    params.put("customer", customer.value());
    params.put("from", Timestamp.from(from));
    params.put("to", Timestamp.from(to));
    Map<String, Object> earlier = new HashMap<>(params);
    earlier.put("from", Timestamp.from(from.minus(measures.wrapUps().longest())));
    String whose = "";
    if (agents != null) {
      String[] ids = agents.stream().map(AgentId::toString).toArray(String[]::new);
      params.put("agents", ids);
      earlier.put("agents", ids);
      whose = "= ANY (CAST(:agents AS uuid[]))\n";
    }
    String ofAgents = agents == null ? "" : "AND a.id " + whose;
    KnownOfMany known = new KnownOfMany();
    jdbc.sql(TOLD + (agents == null ? "" : "AND i.agent_id " + whose))
        .params(params)
        .query(rs -> {
          known.add(agent(rs), told(rs));
        });
    jdbc.sql(FIRST_TOLD + ofAgents)
        .params(params)
        .query(rs -> {
          known.firstTold(agent(rs), rs.getTimestamp("first").toInstant());
        });
    jdbc.sql(both(TALKS, "segment", "segments_within", "f.started_at", ofAgents))
        .params(earlier)
        .query(rs -> {
          known.add(agent(rs), talk(rs, measures));
        });
    jdbc.sql(both(RINGS, "agent_offer", "offers_within", "f.offered_at", ofAgents))
        .params(params)
        .query(rs -> {
          known.add(agent(rs), ring(rs));
        });
    return known.byAgent();
  }

  /** Those that are over and reach into the time, and those of calls in progress that do. */
  private static String both(
      String facts, String table, String within, String began, String ofAgents) {
    return facts.formatted(
            within + "(:customer, CAST(:from AS timestamptz), CAST(:to AS timestamptz))")
        + ofAgents
        + "UNION\n"
        + ofOpenCalls(facts, table)
        + ("AND " + began + " < CAST(:to AS timestamptz)\n")
        + ofAgents;
  }

  private static String ofOpenCalls(String facts, String table) {
    return facts.formatted(table) + OF_OPEN_CALLS;
  }

  /** The talks and ringings of calls in progress, without what was told. */
  public KnownOfMany now(CustomerId customer, Measures measures) {
    KnownOfMany known = new KnownOfMany();
    jdbc.sql(ofOpenCalls(TALKS, "segment") + RUNNING)
        .param("customer", customer.value())
        .query(rs -> {
          known.add(agent(rs), talk(rs, measures));
        });
    jdbc.sql(ofOpenCalls(RINGS, "agent_offer") + RUNNING)
        .param("customer", customer.value())
        .query(rs -> {
          known.add(agent(rs), ring(rs));
        });
    return known;
  }

  private static AgentId agent(ResultSet rs) throws SQLException {
    return new AgentId(Objects.requireNonNull(rs.getObject("agent_id", UUID.class)));
  }

  private static Told told(ResultSet rs) throws SQLException {
    return new Told(
        AgentStatus.valueOf(rs.getString("status")),
        rs.getString("reason"),
        rs.getTimestamp("started_at").toInstant(),
        instant(rs, "ended_at"),
        rs.getBoolean("cut"));
  }

  private static Talk talk(ResultSet rs, Measures measures) throws SQLException {
    String queue = rs.getString("queue");
    String caller = rs.getString("caller");
    String called = rs.getString("called");
    CallDirection told = CallDirection.valueOf(rs.getString("direction"));
    return new Talk(
        AgentStatus.talking(queue, measures.direction(told, caller, called)),
        !queue.isEmpty() ? queue : told == CallDirection.OUTBOUND ? called : caller,
        new CallId(rs.getObject("call_id", UUID.class)),
        rs.getTimestamp("started_at").toInstant(),
        instant(rs, "ended_at"),
        Duration.of(rs.getLong("held"), ChronoUnit.MICROS),
        instant(rs, "held_since"),
        rs.getBoolean("cut"),
        instant(rs, "service_end"));
  }

  private static Ring ring(ResultSet rs) throws SQLException {
    String queue = rs.getString("queue");
    return new Ring(
        queue.isEmpty() ? rs.getString("caller") : queue,
        new CallId(rs.getObject("call_id", UUID.class)),
        rs.getTimestamp("started_at").toInstant(),
        instant(rs, "ended_at"),
        rs.getBoolean("cut"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
