package dev.tenure.collection.live;

import dev.tenure.collection.CallCursor;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallList;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.collection.Journey;
import dev.tenure.collection.SegmentKind;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of lists of calls and of a call's journey. */
@Repository
public class CallListStore {

  private static final int FETCH = 500;

  private static final String COLUMNS =
      """
      SELECT id, direction, caller, called, queue, agent_name, started_at, ended_at, ended_by,
             outcome, state,
             CAST(extract(epoch FROM
               COALESCE(answered_at, ended_at, tenure_now()) - waiting_from) * 1000000 AS bigint)
               AS waited,
             CAST(extract(epoch FROM
               COALESCE(ended_at, tenure_now()) - answered_at) * 1000000 AS bigint) AS talked,
             CAST(extract(epoch FROM
               held + COALESCE(tenure_now() - held_since, interval '0')) * 1000000 AS bigint) AS held
      FROM call_seen
      """;

  private static final String MEANT =
      """
      WHERE customer_id = :customer
        AND started_at >= :from
        AND started_at < :to
        AND (CAST(:direction AS text) IS NULL OR direction = :direction)
        AND (:agent = '' OR agent_ref = :agent)
        AND (:queue = '' OR queue = :queue)
        AND (CAST(:outcome AS text) IS NULL OR outcome = :outcome)
        AND (
          CAST(:minTalk AS interval) = interval '0'
          OR COALESCE(ended_at, tenure_now()) - answered_at >= CAST(:minTalk AS interval))
        AND (
          :number = ''
          OR position(lower(:number) IN lower(caller)) > 0
          OR position(lower(:number) IN lower(called)) > 0)
      """;

  private final JdbcClient jdbc;

  CallListStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest of the meant calls, or those after the cursor. */
  public List<CallLine> page(
      CustomerId customer, CallFilter filter, Optional<CallCursor> after, int limit) {
    Map<String, @Nullable Object> params = params(customer, filter);
    params.put("afterAt", after.map(c -> Timestamp.from(c.startedAt())).orElse(null));
    params.put("afterId", after.map(c -> c.id().value()).orElse(null));
    params.put("limit", limit);
    return jdbc.sql(
            COLUMNS
                + MEANT
                + """
                  AND (
                    CAST(:afterAt AS timestamptz) IS NULL
                    OR (started_at, id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid)))
                ORDER BY started_at DESC, id DESC
                LIMIT :limit
                """)
        .params(params)
        .query((rs, n) -> line(rs))
        .list();
  }

  /** How many are meant. */
  public long count(CustomerId customer, CallFilter filter) {
    return jdbc.sql("SELECT count(*) FROM call_seen " + MEANT)
        .params(params(customer, filter))
        .query(Long.class)
        .single();
  }

  /** Within a transaction, so that the rows come in portions. */
  public void each(CustomerId customer, CallFilter filter, Consumer<CallLine> reader) {
    try (Stream<CallLine> lines =
        jdbc
            .sql(COLUMNS + MEANT + "ORDER BY started_at DESC, id DESC")
            .params(params(customer, filter))
            .withFetchSize(FETCH)
            .query((rs, n) -> line(rs))
            .stream()) {
      lines.forEach(reader);
    }
  }

  private static Map<String, @Nullable Object> params(CustomerId customer, CallFilter filter) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("customer", customer.value());
    params.put("from", Timestamp.from(filter.from()));
    params.put("to", Timestamp.from(filter.to()));
    params.put("direction", filter.direction() == null ? null : filter.direction().name());
    params.put("agent", filter.agent());
    params.put("queue", filter.queue());
    params.put("outcome", filter.outcome() == null ? null : filter.outcome().name());
    params.put("minTalk", filter.minTalk().toString());
    params.put("number", filter.number().strip());
    return params;
  }

  private static CallLine line(ResultSet rs) throws SQLException {
    Timestamp ended = rs.getTimestamp("ended_at");
    String endedBy = rs.getString("ended_by");
    String outcome = rs.getString("outcome");
    return new CallLine(
        new CallId(rs.getObject("id", UUID.class)),
        CallDirection.valueOf(rs.getString("direction")),
        rs.getString("caller"),
        rs.getString("called"),
        rs.getString("queue"),
        rs.getString("agent_name"),
        rs.getTimestamp("started_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        endedBy == null ? null : CallEnding.valueOf(endedBy),
        outcome == null ? null : CallOutcome.valueOf(outcome),
        CallState.valueOf(rs.getString("state")),
        micros(rs, "waited"),
        micros(rs, "talked"),
        micros(rs, "held"));
  }

  private static Duration micros(ResultSet rs, String column) throws SQLException {
    return Duration.of(rs.getLong(column), ChronoUnit.MICROS);
  }

  /** The call and its parts; a part that was open when service ended ended with the call. */
  public Optional<Journey> journey(CustomerId customer, CallId id) {
    return jdbc.sql(COLUMNS + "WHERE customer_id = :customer AND id = :id")
        .param("customer", customer.value())
        .param("id", id.value())
        .query((rs, n) -> line(rs))
        .optional()
        .map(call -> new Journey(call, parts(call)));
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
              micros(rs, "held"),
              cut ? "termination" : rs.getString("result"));
        })
        .list();
  }

  /** Queues of calls in the filter's time range. */
  public List<String> queues(CustomerId customer, CallFilter filter) {
    return jdbc.sql(
            """
            SELECT DISTINCT queue
            FROM call
            WHERE customer_id = :customer
              AND started_at >= :from
              AND started_at < :to
              AND queue <> ''
            ORDER BY queue
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(filter.from()))
        .param("to", Timestamp.from(filter.to()))
        .query((rs, n) -> rs.getString("queue"))
        .list();
  }

  /** All agents of the customer. */
  public List<CallList.AgentChoice> agents(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT agent_ref, COALESCE(NULLIF(name, ''), agent_ref) AS name
            FROM agent
            WHERE customer_id = :customer
            ORDER BY lower(COALESCE(NULLIF(name, ''), agent_ref)) COLLATE "und-x-icu", agent_ref
            """)
        .param("customer", customer.value())
        .query((rs, n) -> new CallList.AgentChoice(rs.getString("agent_ref"), rs.getString("name")))
        .list();
  }
}
