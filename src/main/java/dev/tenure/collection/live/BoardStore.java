package dev.tenure.collection.live;

import dev.tenure.collection.AgentId;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.Board.CallNow;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallState;
import dev.tenure.collection.Measures;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what goes on now, for the live board. */
@Repository
public class BoardStore {

  private final JdbcClient jdbc;

  BoardStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Agents who were neither logged in nor on a call for this long are no longer shown. */
  private static final Duration GONE = Duration.ofDays(7);

  /**
   * The customer's clock.
   *
   * @param over when its last service ended, null while one lasts
   */
  public record Present(Instant now, ZoneId zone, @Nullable Instant over) {}

  /**
   * An agent, and the newest status that the phone system told.
   *
   * @param status null while nothing is told: logged out
   * @param since when that began, null if no status of the agent was ever reported (C13)
   * @param seenLately whether the agent is logged in, or was logged in or on a call within the last
   *     seven days; the time of the last call is known to the hour
   */
  public record Told(
      AgentId id,
      String ref,
      String name,
      @Nullable AgentStatus status,
      String reason,
      @Nullable Instant since,
      boolean seenLately) {}

  /** An agent by name, or by reference where no name was told. */
  public record Name(AgentId id, String ref, String name) {}

  /** What time it is for the customer. */
  public Present present(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT tenure_now() AS now, c.time_zone,
                   CASE WHEN p.over <= tenure_now() THEN p.over END AS over
            FROM customer c
            CROSS JOIN LATERAL (
              SELECT max(COALESCE(upper(s.during), 'infinity')) AS over
              FROM service_period s
              WHERE s.customer_id = c.id
            ) AS p
            WHERE c.id = :customer
            """)
        .param("customer", customer.value())
        .query((rs, n) -> {
          Timestamp over = rs.getTimestamp("over");
          return new Present(
              rs.getTimestamp("now").toInstant(),
              ZoneId.of(rs.getString("time_zone")),
              over == null ? null : over.toInstant());
        })
        .single();
  }

  /** Calls in progress, the oldest first. */
  public List<CallNow> calls(CustomerId customer, Measures measures) {
    return jdbc.sql(
            """
            SELECT c.id, c.direction, c.caller, c.called, c.queue, a.id AS agent_id, c.agent_name,
                   c.state, c.state_since, c.started_at, o.id AS offered_id, c.offered_at
            FROM call_seen c
            LEFT JOIN agent a
              ON a.customer_id = c.customer_id
             AND a.source_id = c.source_id
             AND a.agent_ref = c.agent_ref
            LEFT JOIN agent o
              ON o.customer_id = c.customer_id
             AND o.source_id = c.source_id
             AND o.agent_ref = c.offered_to
            WHERE c.customer_id = :customer
              AND c.written_end IS NULL
              AND c.ended_at IS NULL
            ORDER BY c.started_at, c.id
            """)
        .param("customer", customer.value())
        .query((rs, n) -> call(rs, measures))
        .list();
  }

  private static CallNow call(ResultSet rs, Measures measures) throws SQLException {
    Timestamp offered = rs.getTimestamp("offered_at");
    String caller = rs.getString("caller");
    String called = rs.getString("called");
    return new CallNow(
        new CallId(rs.getObject("id", UUID.class)),
        measures.direction(CallDirection.valueOf(rs.getString("direction")), caller, called),
        caller,
        called,
        rs.getString("queue"),
        agent(rs, "agent_id"),
        rs.getString("agent_name"),
        CallState.valueOf(rs.getString("state")),
        rs.getTimestamp("state_since").toInstant(),
        rs.getTimestamp("started_at").toInstant(),
        agent(rs, "offered_id"),
        offered == null ? null : offered.toInstant());
  }

  private static @Nullable AgentId agent(ResultSet rs, String column) throws SQLException {
    UUID id = rs.getObject(column, UUID.class);
    return id == null ? null : new AgentId(id);
  }

  /** All agents, by name. */
  public List<Told> agents(CustomerId customer) {
    Map<AgentId, Told> agents = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT a.id, a.agent_ref, COALESCE(NULLIF(a.name, ''), a.agent_ref) AS name,
                   CASE WHEN p.during IS NULL THEN o.status END AS status, o.reason,
                   COALESCE(upper(p.during), o.started_at, last.ended_at) AS since,
                   o.agent_id IS NOT NULL AND p.during IS NULL
                     OR COALESCE(
                       GREATEST(upper(p.during), last.ended_at, a.called_until)
                         > (SELECT tenure_now()) - CAST(:gone AS interval), false) AS seen_lately
            FROM agent a
            LEFT JOIN agent_interval o
              ON o.customer_id = a.customer_id
             AND o.agent_id = a.id
             AND o.ended_at IS NULL
            LEFT JOIN service_period p
              ON p.customer_id = a.customer_id
             AND lower(p.during) = o.service_from
             AND upper(p.during) <= tenure_now()
            LEFT JOIN LATERAL (
              SELECT i.ended_at
              FROM agent_interval i
              WHERE i.agent_id = a.id
                AND o.agent_id IS NULL
              ORDER BY i.started_at DESC
              LIMIT 1
            ) AS last ON true
            WHERE a.customer_id = :customer
            ORDER BY lower(COALESCE(NULLIF(a.name, ''), a.agent_ref)) COLLATE "und-x-icu",
                     a.agent_ref, a.id, o.started_at DESC
            """)
        .param("customer", customer.value())
        .param("gone", GONE.toString())
        .query(rs -> {
          // Of an interval that awaits its cut and one of a newer service period the newer counts.
          Told told = told(rs);
          agents.putIfAbsent(told.id(), told);
        });
    return List.copyOf(agents.values());
  }

  private static Told told(ResultSet rs) throws SQLException {
    String status = rs.getString("status");
    Timestamp since = rs.getTimestamp("since");
    return new Told(
        new AgentId(rs.getObject("id", UUID.class)),
        rs.getString("agent_ref"),
        rs.getString("name"),
        status == null ? null : AgentStatus.valueOf(status),
        status == null ? "" : rs.getString("reason"),
        since == null ? null : since.toInstant(),
        rs.getBoolean("seen_lately"));
  }

  /** All agents of the customer, by name. */
  public List<Name> names(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT id, agent_ref, COALESCE(NULLIF(name, ''), agent_ref) AS name
            FROM agent
            WHERE customer_id = :customer
            ORDER BY lower(COALESCE(NULLIF(name, ''), agent_ref)) COLLATE "und-x-icu", agent_ref, id
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new Name(
                new AgentId(rs.getObject("id", UUID.class)),
                rs.getString("agent_ref"),
                rs.getString("name")))
        .list();
  }
}
