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
      SELECT a.id AS agent_id, s.call_id, s.queue, c.direction, c.caller, c.called, s.started_at,
             COALESCE(s.ended_at, c.ended_at) AS ended_at,
             CAST(extract(epoch FROM s.held) * 1000000 AS bigint) AS held,
             CASE WHEN s.ended_at IS NULL THEN c.held_since END AS held_since,
             s.result = 'termination'
               OR s.ended_at IS NULL AND c.ended_by = 'TERMINATION' AS cut
      FROM %s s
      JOIN call_seen c ON c.id = s.call_id
      JOIN agent a
        ON a.customer_id = c.customer_id
       AND a.source_id = c.source_id
       AND a.agent_ref = s.agent_ref
      WHERE s.customer_id = :customer
        AND s.kind = 'TALK'
      """;

  private static final String RINGS =
      """
      SELECT a.id AS agent_id, o.call_id, o.queue, c.caller, o.offered_at AS started_at,
             COALESCE(o.ended_at, c.ended_at) AS ended_at,
             o.result = 'CUT_OFF'
               OR o.ended_at IS NULL AND c.ended_by = 'TERMINATION' AS cut
      FROM %s o
      JOIN call_seen c ON c.id = o.call_id
      JOIN agent a
        ON a.customer_id = c.customer_id
       AND a.source_id = c.source_id
       AND a.agent_ref = o.agent_ref
      WHERE o.customer_id = :customer
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

  private static final String RUNNING = "AND c.ended_at IS NULL\n";

  private static final String OF_OPEN_CALLS =
      "(SELECT id FROM call WHERE customer_id = :customer AND ended_at IS NULL)\n";

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
    earlier.put("from", Timestamp.from(from.minus(measures.wrapUp())));
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
    jdbc.sql(both(TALKS, "segment", "segments_within", "s.started_at", "s.ended_at", ofAgents))
        .params(earlier)
        .query(rs -> {
          known.add(agent(rs), talk(rs, measures));
        });
    jdbc.sql(both(RINGS, "agent_offer", "offers_within", "o.offered_at", "o.ended_at", ofAgents))
        .params(params)
        .query(rs -> {
          known.add(agent(rs), ring(rs));
        });
    return known.byAgent();
  }

  /** Those that are over and reach into the time, and those of calls in progress that do. */
  private static String both(
      String facts, String table, String within, String began, String ended, String ofAgents) {
    return facts.formatted(
            within + "(:customer, CAST(:from AS timestamptz), CAST(:to AS timestamptz))")
        + ofAgents
        + "UNION\n"
        + facts.formatted(table)
        + ("AND " + ended + " IS NULL AND " + began + " < CAST(:to AS timestamptz)\n")
        + ("AND call_id IN " + OF_OPEN_CALLS)
        + ofAgents;
  }

  /** The talks and ringings of calls in progress, without what was told. */
  public KnownOfMany now(CustomerId customer, Measures measures) {
    KnownOfMany known = new KnownOfMany();
    jdbc.sql(
            TALKS.formatted("segment")
                + RUNNING
                + "AND s.ended_at IS NULL AND s.call_id IN "
                + OF_OPEN_CALLS)
        .param("customer", customer.value())
        .query(rs -> {
          known.add(agent(rs), talk(rs, measures));
        });
    jdbc.sql(
            RINGS.formatted("agent_offer")
                + RUNNING
                + "AND o.ended_at IS NULL AND o.call_id IN "
                + OF_OPEN_CALLS)
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
        rs.getBoolean("cut"));
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
