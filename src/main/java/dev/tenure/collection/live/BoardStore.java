package dev.tenure.collection.live;

import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.Board.AgentNow;
import dev.tenure.collection.Board.CallNow;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallState;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the live board. */
@Repository
public class BoardStore {

  private final JdbcClient jdbc;

  BoardStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The database's clock and the customer's zone. */
  public record Present(Instant now, ZoneId zone) {}

  /** Calls that began today, counted. */
  public record Today(int answered, int abandoned, OptionalInt serviceLevel) {}

  /** What time it is for the customer. */
  public Present present(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT tenure_now() AS now, time_zone
            FROM customer
            WHERE id = :customer
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new Present(rs.getTimestamp("now").toInstant(), ZoneId.of(rs.getString("time_zone"))))
        .single();
  }

  /** Calls in progress, the oldest first. */
  public List<CallNow> calls(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT id, direction, caller, called, queue, agent_ref, agent_name, state, state_since,
                   started_at, offered_to, offered_at
            FROM call_seen
            WHERE customer_id = :customer
              AND written_end IS NULL
              AND ended_at IS NULL
            ORDER BY started_at, id
            """)
        .param("customer", customer.value())
        .query((rs, n) -> call(rs))
        .list();
  }

  private static CallNow call(ResultSet rs) throws SQLException {
    Timestamp offered = rs.getTimestamp("offered_at");
    return new CallNow(
        new CallId(rs.getObject("id", UUID.class)),
        CallDirection.valueOf(rs.getString("direction")),
        rs.getString("caller"),
        rs.getString("called"),
        rs.getString("queue"),
        rs.getString("agent_ref"),
        rs.getString("agent_name"),
        CallState.valueOf(rs.getString("state")),
        rs.getTimestamp("state_since").toInstant(),
        rs.getTimestamp("started_at").toInstant(),
        rs.getString("offered_to"),
        offered == null ? null : offered.toInstant());
  }

  /** All agents that ever told a status, with the newest one, by name. */
  public List<AgentNow> agents(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT a.agent_ref, COALESCE(NULLIF(a.name, ''), a.agent_ref) AS name,
                   CASE WHEN i.ended_at IS NULL THEN i.status END AS status, i.reason,
                   COALESCE(i.ended_at, i.started_at) AS since
            FROM agent a
            LEFT JOIN LATERAL (
              SELECT s.status, s.reason, s.started_at, s.ended_at
              FROM agent_interval_seen s
              WHERE s.agent_id = a.id
              ORDER BY s.started_at DESC
              LIMIT 1
            ) AS i ON true
            WHERE a.customer_id = :customer
            ORDER BY lower(COALESCE(NULLIF(a.name, ''), a.agent_ref)) COLLATE "und-x-icu", a.agent_ref
            """)
        .param("customer", customer.value())
        .query((rs, n) -> {
          String status = rs.getString("status");
          Timestamp since = rs.getTimestamp("since");
          return new AgentNow(
              rs.getString("agent_ref"),
              rs.getString("name"),
              status == null ? AgentStatus.LOGGED_OUT : AgentStatus.valueOf(status),
              status == null ? "" : rs.getString("reason"),
              since == null ? null : since.toInstant(),
              null);
        })
        .list();
  }

  /** Counts calls that began at or after an instant. */
  public Today today(CustomerId customer, Instant from, Duration inTime, Duration shortAbandon) {
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE answered_at IS NOT NULL) AS answered,
                   count(*) FILTER (WHERE outcome = 'ABANDONED') AS abandoned,
                   count(*) FILTER (
                     WHERE answered_at - waiting_from <= CAST(:inTime AS interval)) AS in_time,
                   count(*) FILTER (
                     WHERE outcome = 'ABANDONED'
                       AND ended_at - waiting_from <= CAST(:short AS interval)) AS short_abandons
            FROM call
            WHERE customer_id = :customer
              AND started_at >= :from
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(from))
        .param("inTime", inTime.toString())
        .param("short", shortAbandon.toString())
        .query((rs, n) -> {
          int answered = rs.getInt("answered");
          int abandoned = rs.getInt("abandoned");
          int counted = answered + abandoned - rs.getInt("short_abandons");
          return new Today(
              answered,
              abandoned,
              counted == 0
                  ? OptionalInt.empty()
                  : OptionalInt.of(Math.round(100f * rs.getInt("in_time") / counted)));
        })
        .single();
  }
}
