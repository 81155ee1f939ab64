package dev.tenure.reporting.sums;

import dev.tenure.collection.QueueSums;
import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.ReportRules;
import dev.tenure.reporting.Thresholds;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads by what a customer's reports go, and keeps by what its sums went last. */
@Repository
public class RulesStore implements QueueSums {

  private final JdbcClient jdbc;

  RulesStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The rules, and the database's clock.
   *
   * @param internal what the customer calls internal, as a name
   */
  public record Present(ReportRules rules, String internal, Instant now) {}

  /** Of a customer that there is. */
  public Present of(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT c.time_zone, m.day_start, COALESCE(m.service_level, :level) AS service_level,
                   COALESCE(m.short_abandon, :short) AS short_abandon,
                   r.wrap_up, r.internal, tenure_now() AS now
            FROM customer c
            JOIN customer_rule r ON r.customer_id = c.id
            LEFT JOIN customer_measures m ON m.customer_id = c.id
            WHERE c.id = :customer
            """)
        .param("customer", customer.value())
        .param("level", Thresholds.USUAL.serviceLevel())
        .param("short", Thresholds.USUAL.shortAbandon())
        .query((rs, n) -> {
          LocalTime dayStart = rs.getObject("day_start", LocalTime.class);
          return new Present(
              new ReportRules(
                  new Calendar(
                      ZoneId.of(rs.getString("time_zone")),
                      dayStart == null ? LocalTime.MIDNIGHT : dayStart),
                  new Thresholds(
                      rs.getInt("service_level"),
                      rs.getInt("short_abandon"),
                      rs.getInt("wrap_up"))),
              rs.getString("internal"),
              rs.getTimestamp("now").toInstant());
        })
        .single();
  }

  /** Customers whose settings aren't those by which the last turn over their sums went. */
  List<CustomerId> changed() {
    return jdbc.sql(
            """
            SELECT m.customer_id
            FROM customer_measures m
            JOIN customer_rule c ON c.customer_id = m.customer_id
            LEFT JOIN report_rule r ON r.customer_id = m.customer_id
            WHERE (r.wrap_up, r.internal) IS DISTINCT FROM (c.wrap_up, c.internal)
            """)
        .query((rs, n) -> new CustomerId(rs.getObject("customer_id", UUID.class)))
        .list();
  }

  /**
   * Marks all quarters in which the queues have something to be summed up again. Waits for a sum in
   * progress, and none begins before the caller has committed: otherwise the mark of a late event
   * could be removed by a sum with the previous settings.
   */
  @Override
  public void wrapUpChanges(CustomerId customer, Set<String> queues) {
    jdbc.sql(
            """
            SELECT pg_advisory_xact_lock(
              hashtextextended('report ' || CAST(:customer AS text), 0))
            """)
        .param("customer", customer.toString())
        .query((rs, n) -> n)
        .list();
    jdbc.sql(
            """
            INSERT INTO fact_touched (customer_id, quarter)
            SELECT DISTINCT q.customer_id, q.quarter
            FROM report_quarter q
            WHERE q.customer_id = :customer
              AND q.dimension = 'QUEUE'
              AND q.key = ANY(CAST(:queues AS text[]))
            ORDER BY q.quarter
            ON CONFLICT (customer_id, quarter) DO UPDATE
            SET quarter = EXCLUDED.quarter
            WHERE false
            """)
        .param("customer", customer.value())
        .param("queues", queues.toArray(String[]::new))
        .update();
  }

  /** Whether the last turn over the customer's sums went by that name of what is internal. */
  boolean wentBy(CustomerId customer, String internal) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT
              FROM report_rule
              WHERE customer_id = :customer
                AND internal = :internal)
            """)
        .param("customer", customer.value())
        .param("internal", internal)
        .query(Boolean.class)
        .single();
  }

  /** Notes that all sums of the customer go by these. */
  void note(CustomerId customer, Present present) {
    jdbc.sql(
            """
            INSERT INTO report_rule (customer_id, wrap_up, internal)
            VALUES (:customer, :wrapUp, :internal)
            ON CONFLICT (customer_id) DO UPDATE
            SET wrap_up = EXCLUDED.wrap_up,
                internal = EXCLUDED.internal
            WHERE (report_rule.wrap_up, report_rule.internal)
               <> (EXCLUDED.wrap_up, EXCLUDED.internal)
            """)
        .param("customer", customer.value())
        .param("wrapUp", present.rules().thresholds().wrapUp())
        .param("internal", present.internal())
        .update();
  }
}
