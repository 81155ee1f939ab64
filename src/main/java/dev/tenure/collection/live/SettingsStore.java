package dev.tenure.collection.live;

import dev.tenure.collection.CustomerSettings;
import dev.tenure.collection.Measures;
import dev.tenure.collection.Threshold;
import dev.tenure.platform.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what a customer's people set for themselves. */
@Repository
public class SettingsStore {

  private static final String SELECT =
      """
      SELECT service_level, short_abandon, wrap_up, day_start, internal_digits, internal_prefixes,
             own_thresholds, version, changed_by,
             GREATEST(changed_at, timestamptz 'epoch') AS changed_at,
             ARRAY(
               SELECT q.queue
               FROM queue_wrap_up q
               WHERE q.customer_id = :customer
               ORDER BY q.queue) AS queues,
             ARRAY(
               SELECT q.seconds
               FROM queue_wrap_up q
               WHERE q.customer_id = :customer
               ORDER BY q.queue) AS queue_wrap_ups
      FROM customer_measures
      WHERE customer_id = :customer
      """;

  private final JdbcClient jdbc;

  SettingsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The settings as they stand, the usual ones where nothing was set. */
  public CustomerSettings.Present read(CustomerId customer) {
    return read(customer, SELECT);
  }

  /** Likewise, and nobody else changes them until the transaction ends. */
  public CustomerSettings.Present lock(CustomerId customer) {
    jdbc.sql(
            """
            INSERT INTO customer_measures (customer_id, version)
            VALUES (:customer, 0)
            ON CONFLICT (customer_id) DO NOTHING
            """)
        .param("customer", customer.value())
        .update();
    return read(customer, SELECT + "FOR UPDATE");
  }

  private CustomerSettings.Present read(CustomerId customer, String sql) {
    return jdbc.sql(sql)
        .param("customer", customer.value())
        .query((rs, n) -> present(customer, rs))
        .optional()
        .orElseGet(() ->
            new CustomerSettings.Present(
                Measures.usual(), Threshold.usual(), 0, "", Instant.EPOCH));
  }

  private CustomerSettings.Present present(CustomerId customer, ResultSet rs) throws SQLException {
    String[] prefixes = (String[]) rs.getArray("internal_prefixes").getArray();
    return new CustomerSettings.Present(
        new Measures(
            Duration.ofSeconds(rs.getInt("service_level")),
            Duration.ofSeconds(rs.getInt("short_abandon")),
            Duration.ofSeconds(rs.getInt("wrap_up")),
            Objects.requireNonNull(rs.getObject("day_start", LocalTime.class)),
            rs.getInt("internal_digits"),
            List.of(prefixes),
            queueWrapUps(rs)),
        rs.getBoolean("own_thresholds") ? thresholds(customer) : Threshold.usual(),
        rs.getLong("version"),
        rs.getString("changed_by"),
        rs.getTimestamp("changed_at").toInstant());
  }

  private static Map<String, Duration> queueWrapUps(ResultSet rs) throws SQLException {
    String[] queues = (String[]) rs.getArray("queues").getArray();
    Integer[] seconds = (Integer[]) rs.getArray("queue_wrap_ups").getArray();
    Map<String, Duration> byQueue = new HashMap<>();
    for (int i = 0; i < queues.length; i++) {
      byQueue.put(queues[i], Duration.ofSeconds(seconds[i]));
    }
    return byQueue;
  }

  private List<Threshold> thresholds(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT figure, comparison, bound, upper_bound, tone, word
            FROM live_threshold
            WHERE customer_id = :customer
            ORDER BY seq
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new Threshold(
                Threshold.Figure.valueOf(rs.getString("figure")),
                Threshold.Comparison.valueOf(rs.getString("comparison")),
                rs.getInt("bound"),
                rs.getObject("upper_bound", Integer.class),
                Threshold.Tone.valueOf(rs.getString("tone")),
                rs.getString("word")))
        .list();
  }

  /** Changes the locked settings' measures. */
  public void writeMeasures(CustomerId customer, Measures measures, String by) {
    jdbc.sql(
            """
            UPDATE customer_measures
            SET service_level = :serviceLevel,
                short_abandon = :shortAbandon,
                wrap_up = :wrapUp,
                day_start = :dayStart,
                internal_digits = :digits,
                internal_prefixes = :prefixes,
                version = version + 1,
                changed_by = :by,
                changed_at = tenure_now()
            WHERE customer_id = :customer
            """)
        .param("customer", customer.value())
        .param("serviceLevel", measures.serviceLevel().toSeconds())
        .param("shortAbandon", measures.shortAbandon().toSeconds())
        .param("wrapUp", measures.wrapUp().toSeconds())
        .param("dayStart", measures.dayStart())
        .param("digits", measures.internalDigits())
        .param("prefixes", measures.internalPrefixes().toArray(String[]::new))
        .param("by", by)
        .update();
  }

  /** Replaces the locked settings' wrap-ups of queues. */
  public void writeQueueWrapUps(CustomerId customer, Map<String, Duration> byQueue) {
    jdbc.sql("DELETE FROM queue_wrap_up WHERE customer_id = :customer")
        .param("customer", customer.value())
        .update();
    byQueue.forEach((queue, wrapUp) ->
        jdbc.sql(
                """
                INSERT INTO queue_wrap_up (customer_id, queue, seconds)
                VALUES (:customer, :queue, :seconds)
                """)
            .param("customer", customer.value())
            .param("queue", queue)
            .param("seconds", wrapUp.toSeconds())
            .update());
  }

  /** Replaces the locked settings' thresholds. */
  public void writeThresholds(CustomerId customer, List<Threshold> thresholds, String by) {
    jdbc.sql("DELETE FROM live_threshold WHERE customer_id = :customer")
        .param("customer", customer.value())
        .update();
    int seq = 0;
    for (Threshold each : thresholds) {
      jdbc.sql(
              """
              INSERT INTO live_threshold (
                customer_id, seq, figure, comparison, bound, upper_bound, tone, word)
              VALUES (
                :customer, :seq, :figure, :comparison, :bound, :upper, :tone, :word)
              """)
          .param("customer", customer.value())
          .param("seq", ++seq)
          .param("figure", each.figure().name())
          .param("comparison", each.comparison().name())
          .param("bound", each.bound())
          .param("upper", each.upper())
          .param("tone", each.tone().name())
          .param("word", each.word())
          .update();
    }
    jdbc.sql(
            """
            UPDATE customer_measures
            SET own_thresholds = true,
                version = version + 1,
                changed_by = :by,
                changed_at = tenure_now()
            WHERE customer_id = :customer
            """)
        .param("customer", customer.value())
        .param("by", by)
        .update();
  }
}
