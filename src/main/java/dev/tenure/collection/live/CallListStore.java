package dev.tenure.collection.live;

import dev.tenure.collection.CallCursor;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallFilter;
import dev.tenure.collection.CallId;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallList;
import dev.tenure.collection.CallOrder;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
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

/** SQL of lists of calls. Their direction is by what the customer calls internal at present. */
@Repository
public class CallListStore {

  private static final int FETCH = 500;

  static final String COLUMNS =
      """
      SELECT id,
             call_direction(direction, caller, called, internal_digits, internal_prefixes)
               AS direction,
             caller, called, queue, agent_name, started_at, ended_at, ended_by,
             outcome, state,
             CAST(extract(epoch FROM
               COALESCE(answered_at, ended_at, (SELECT tenure_now())) - waiting_from) * 1000000 AS bigint)
               AS waited,
             CAST(extract(epoch FROM
               COALESCE(ended_at, (SELECT tenure_now())) - answered_at) * 1000000 AS bigint) AS talked,
             CAST(extract(epoch FROM
               held + COALESCE((SELECT tenure_now()) - held_since, interval '0')) * 1000000 AS bigint) AS held
      FROM call_seen
      JOIN customer_rule USING (customer_id)
      """;

  private static final String MEANT =
      """
      WHERE customer_id = :customer
        AND started_at >= :from
        AND started_at < :to
        AND (
          CAST(:direction AS text) IS NULL
          OR call_direction(direction, caller, called, internal_digits, internal_prefixes)
            = :direction)
        AND (CAST(:outcome AS text) IS NULL OR outcome = :outcome)
        AND (
          :agent = ''
          OR agent_ref = :agent
          OR EXISTS (
            SELECT
            FROM segment g
            WHERE g.call_id = call_seen.id
              AND g.agent_ref = :agent
              AND g.kind = 'TALK'))
        AND (
          :queue = ''
          OR queue = :queue
          OR EXISTS (
            SELECT
            FROM queue_visit v
            WHERE v.call_id = call_seen.id
              AND v.queue = :queue))
        AND (
          CAST(:leastWait AS interval) = interval '0'
          OR COALESCE(answered_at, ended_at, (SELECT tenure_now())) - waiting_from
            >= CAST(:leastWait AS interval))
        AND (
          CAST(:mostWait AS interval) IS NULL
          OR COALESCE(answered_at, ended_at, (SELECT tenure_now())) - waiting_from
            <= CAST(:mostWait AS interval))
        AND (
          CAST(:leastTalk AS interval) = interval '0'
          OR COALESCE(ended_at, (SELECT tenure_now())) - answered_at >= CAST(:leastTalk AS interval))
        AND (
          CAST(:mostTalk AS interval) IS NULL
          OR COALESCE(COALESCE(ended_at, (SELECT tenure_now())) - answered_at, interval '0')
            <= CAST(:mostTalk AS interval))
        AND (
          :number = ''
          OR position(lower(:number) IN lower(caller)) > 0
          OR position(lower(:number) IN lower(called)) > 0)
      """;

  private final JdbcClient jdbc;

  CallListStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A call, and what the order compares of it. */
  public record Found(CallLine line, String value) {}

  /**
   * Until the transaction ends, a statement that takes longer than 10 s fails, and each is planned
   * for what it asks for: a plan for any filter takes every one of them to leave little, and looks
   * up agent and service of each of a million calls by itself.
   */
  public void beginSearch() {
    jdbc.sql(
            """
            SELECT set_config('statement_timeout', '10s', true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)
            """)
        .query((rs, n) -> rs.getString(1))
        .single();
  }

  /** The first of the meant calls in that order, or those after the cursor. */
  public List<Found> page(
      CustomerId customer,
      CallFilter filter,
      CallOrder order,
      Optional<CallCursor> after,
      int limit) {
    OrderSql by = OrderSql.of(order.by());
    String way = order.descending() ? "DESC" : "ASC";
    Optional<CallCursor> from = after.filter(cursor -> by.understands(cursor.value()));
    Map<String, @Nullable Object> params = params(customer, filter);
    params.put("limit", limit);
    params.put("afterValue", from.map(CallCursor::value).orElse(null));
    params.put("afterId", from.map(cursor -> cursor.id().value()).orElse(null));
    String follow =
        from.isEmpty()
            ? ""
            : "AND (%s, id) %s (CAST(:afterValue AS %s), CAST(:afterId AS uuid))\n"
                .formatted(by.expression(), order.descending() ? "<" : ">", by.type());
    return jdbc.sql(
            COLUMNS.replace(
                    "FROM call_seen",
                    ", CAST(" + by.expression() + " AS text) AS compared\nFROM call_seen")
                + MEANT
                + follow
                + "ORDER BY %s %s, id %s\nLIMIT :limit".formatted(by.expression(), way, way))
        .params(params)
        .query((rs, n) -> new Found(line(rs), rs.getString("compared")))
        .list();
  }

  /** How many are meant, counted up to a number. */
  public long count(CustomerId customer, CallFilter filter, long most) {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM (
              SELECT
              FROM call_seen
              JOIN customer_rule USING (customer_id)
            """
                + MEANT
                + "LIMIT :most) AS c")
        .params(params(customer, filter))
        .param("most", most)
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
    params.put("leastWait", filter.waited().least().toString());
    params.put("mostWait", text(filter.waited().most()));
    params.put("leastTalk", filter.talked().least().toString());
    params.put("mostTalk", text(filter.talked().most()));
    params.put("number", filter.number().strip());
    return params;
  }

  private static @Nullable String text(@Nullable Duration length) {
    return length == null ? null : length.toString();
  }

  static CallLine line(ResultSet rs) throws SQLException {
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

  static Duration micros(ResultSet rs, String column) throws SQLException {
    return Duration.of(rs.getLong(column), ChronoUnit.MICROS);
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
