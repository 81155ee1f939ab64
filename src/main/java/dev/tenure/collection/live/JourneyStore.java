package dev.tenure.collection.live;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.Journey;
import dev.tenure.collection.SegmentKind;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of a call's journey. */
@Repository
public class JourneyStore {

  private final JdbcClient jdbc;

  JourneyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The call and its parts; a part that was open when service ended ended with the call. */
  public Optional<Journey> journey(CustomerId customer, CallId id) {
    return jdbc.sql(CallListStore.COLUMNS + "WHERE customer_id = :customer AND id = :id")
        .param("customer", customer.value())
        .param("id", id.value())
        .query((rs, n) -> CallListStore.line(rs))
        .optional()
        .map(call -> new Journey(call, parts(call), visits(call), offers(call), holds(call)));
  }

  private List<Journey.Part> parts(CallLine call) {
    return jdbc.sql(
            """
            SELECT s.kind, s.queue, COALESCE(NULLIF(a.name, ''), s.agent_ref) AS agent_name, s.target,
                   s.started_at, s.ended_at, s.result,
                   CAST(extract(epoch FROM s.held) * 1000000 AS bigint) AS held
            FROM segment s
            JOIN call c ON c.id = s.call_id
            LEFT JOIN agent a
              ON a.customer_id = s.customer_id
             AND a.source_id = c.source_id
             AND a.agent_ref = s.agent_ref
            WHERE s.call_id = :id
            ORDER BY s.seq
            """)
        .param("id", call.id().value())
        .query((rs, n) -> {
          Timestamp ended = rs.getTimestamp("ended_at");
          boolean cut = ended == null && call.endedBy() == CallEnding.TERMINATION;
          return new Journey.Part(
              SegmentKind.valueOf(rs.getString("kind")),
              rs.getString("queue"),
              rs.getString("agent_name"),
              rs.getString("target"),
              rs.getTimestamp("started_at").toInstant(),
              ended == null ? call.endedAt() : ended.toInstant(),
              CallListStore.micros(rs, "held"),
              cut ? "termination" : rs.getString("result"));
        })
        .list();
  }

  private List<Journey.Visit> visits(CallLine call) {
    return jdbc.sql(
            """
            SELECT queue, entered_at, left_at, outcome, refusal, agent_name
            FROM queue_visit_seen
            WHERE call_id = :id
            ORDER BY entered_at, seq
            """)
        .param("id", call.id().value())
        .query((rs, n) ->
            new Journey.Visit(
                rs.getString("queue"),
                rs.getTimestamp("entered_at").toInstant(),
                instant(rs, "left_at"),
                rs.getString("outcome"),
                rs.getString("refusal"),
                rs.getString("agent_name")))
        .list();
  }

  private List<Journey.Offer> offers(CallLine call) {
    return jdbc.sql(
            """
            SELECT queue, agent_name, offered_at, ended_at, result
            FROM agent_offer_seen
            WHERE call_id = :id
            ORDER BY offered_at, seq
            """)
        .param("id", call.id().value())
        .query((rs, n) ->
            new Journey.Offer(
                rs.getString("queue"),
                rs.getString("agent_name"),
                rs.getTimestamp("offered_at").toInstant(),
                instant(rs, "ended_at"),
                rs.getString("result")))
        .list();
  }

  private record Turn(boolean held, Instant at) {}

  /** From the journal: facts keep how long, but not when. */
  private List<Journey.Hold> holds(CallLine call) {
    List<Turn> turns =
        jdbc.sql(
                """
                SELECT e.type, e.occurred_at
                FROM call c
                JOIN intake_call_event e
                  ON e.customer_id = c.customer_id
                 AND e.call_ref = c.call_ref
                 AND e.source_id = c.source_id
                WHERE c.id = :id
                  AND e.type IN ('LegHeld', 'LegRetrieved')
                  AND e.occurred_at >= c.started_at
                  AND e.occurred_at < COALESCE(c.ended_at, 'infinity')
                ORDER BY e.occurred_at, e.source_event_id
                """)
            .param("id", call.id().value())
            .query((rs, n) ->
                new Turn(
                    rs.getString("type").equals("LegHeld"),
                    rs.getTimestamp("occurred_at").toInstant()))
            .list();
    List<Journey.Hold> holds = new ArrayList<>();
    @Nullable Instant since = null;
    for (Turn turn : turns) {
      if (turn.held()) {
        since = since == null ? turn.at() : since;
      } else if (since != null) {
        holds.add(new Journey.Hold(since, turn.at()));
        since = null;
      }
    }
    if (since != null) {
      holds.add(new Journey.Hold(since, call.endedAt()));
    }
    return holds;
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
