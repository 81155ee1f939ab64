package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.ReportRules;
import dev.tenure.reporting.Thresholds;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads by what a customer's reports go. */
@Repository
public class RulesStore {

  private final JdbcClient jdbc;

  RulesStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The rules, and the database's clock. */
  public record Present(ReportRules rules, Instant now) {}

  /** Of a customer that there is. */
  public Present of(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT c.time_zone, m.day_start, COALESCE(m.service_level, :level) AS service_level,
                   COALESCE(m.short_abandon, :short) AS short_abandon,
                   COALESCE(m.wrap_up, :wrapUp) AS wrap_up, tenure_now() AS now
            FROM customer c
            LEFT JOIN customer_measures m ON m.customer_id = c.id
            WHERE c.id = :customer
            """)
        .param("customer", customer.value())
        .param("level", Thresholds.USUAL.serviceLevel())
        .param("short", Thresholds.USUAL.shortAbandon())
        .param("wrapUp", Thresholds.USUAL.wrapUp())
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
              rs.getTimestamp("now").toInstant());
        })
        .single();
  }
}
