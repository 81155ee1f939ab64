package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Bucket;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what the sums haven't caught up with. */
@Repository
public class BehindStore {

  /** So many quarters of an hour wait now and then, when events come late. */
  private static final int USUAL = 8;

  private final JdbcClient jdbc;
  private final Duration settled;

  BehindStore(JdbcClient jdbc, @Value("${tenure.reports.settled:2m}") Duration settled) {
    this.jdbc = jdbc;
    this.settled = settled;
  }

  /**
   * Until when the time asked for is summed up, if much more of it is settled than that; empty when
   * it is as always.
   */
  public Optional<Instant> summedUpTo(CustomerId customer, Bucket asked) {
    return jdbc.sql(
            """
            SELECT min(quarter) AS first
            FROM fact_touched
            WHERE customer_id = :customer
              AND quarter >= :from
              AND quarter < :to
              AND quarter <= tenure_now() - interval '15 minutes' - CAST(:settled AS interval)
            HAVING count(*) > :usual
            """)
        .param("customer", customer.value())
        .param("from", Timestamp.from(asked.from()))
        .param("to", Timestamp.from(asked.to()))
        .param("settled", settled.toString())
        .param("usual", USUAL)
        .query((rs, n) -> rs.getTimestamp("first").toInstant())
        .optional();
  }
}
