package dev.tenure.billing.run;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of notices before the end of trials. */
@Repository
class ChoreStore {

  /**
   * A trial that ends soon, and whom to tell.
   *
   * @param zone of the customer, whose day the last one is (D13)
   * @param billing zone of the days that its reseller is charged for
   */
  record Ending(
      String customer,
      LocalDate until,
      ZoneId zone,
      ZoneId billing,
      String contact,
      String email) {}

  private final JdbcClient jdbc;

  ChoreStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * D7, D13: trials that end within so many of the customer's days, each once; not those that have
   * ended.
   */
  List<Ending> noticeEndingTrials(int days) {
    return jdbc.sql(
            """
            WITH ending AS (
              INSERT INTO trial_notice (customer_id, trial_until, noticed_at)
              SELECT c.id, c.trial_until, tenure_now()
              FROM customer c
              JOIN reseller_billing b ON b.reseller_id = c.reseller_id
              WHERE c.trial_until BETWEEN CAST((SELECT tenure_now()) AT TIME ZONE c.time_zone AS date)
                AND CAST((SELECT tenure_now()) AT TIME ZONE c.time_zone AS date) + :days
                AND (c.terminates_at IS NULL
                  OR c.terminates_at >= CAST(c.trial_until + 1 AS timestamp) AT TIME ZONE c.time_zone)
              ON CONFLICT DO NOTHING
              RETURNING customer_id, trial_until
            )
            SELECT c.name, e.trial_until, c.time_zone, r.time_zone, r.contact_name, r.contact_email
            FROM ending e
            JOIN customer c ON c.id = e.customer_id
            JOIN reseller r ON r.id = c.reseller_id
            ORDER BY c.name
            """)
        .param("days", days)
        .query((rs, n) ->
            new Ending(
                rs.getString(1),
                rs.getObject(2, LocalDate.class),
                ZoneId.of(rs.getString(3)),
                ZoneId.of(rs.getString(4)),
                rs.getString(5),
                rs.getString(6)))
        .list();
  }
}
