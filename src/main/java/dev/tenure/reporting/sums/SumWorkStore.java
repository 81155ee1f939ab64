package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Bucket;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL by which touched quarters are summed up anew. */
@Repository
class SumWorkStore {

  private final JdbcClient jdbc;

  SumWorkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A quarter of a customer, to begin with. */
  record First(CustomerId customer, Instant quarter) {}

  /** The oldest touched quarter that ended so long ago and that nobody else holds. */
  Optional<First> oldest(Duration settled, Collection<CustomerId> busy) {
    return jdbc.sql(
            """
            SELECT customer_id, quarter
            FROM fact_touched
            WHERE quarter <= tenure_now() - interval '15 minutes' - CAST(:settled AS interval)
              AND customer_id <> ALL(CAST(:busy AS uuid[]))
            ORDER BY quarter
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
        .param("settled", settled.toString())
        .param("busy", busy.stream().map(CustomerId::toString).toArray(String[]::new))
        .query((rs, n) ->
            new First(
                new CustomerId(rs.getObject("customer_id", UUID.class)),
                rs.getTimestamp("quarter").toInstant()))
        .optional();
  }

  /** How long until the oldest touched quarter has ended so long ago; zero or less if it has. */
  Optional<Duration> untilNext(Duration settled) {
    return jdbc.sql(
            """
            SELECT extract(epoch FROM quarter + interval '15 minutes' + CAST(:settled AS interval)
                     - tenure_now()) AS seconds
            FROM fact_touched
            ORDER BY quarter
            LIMIT 1
            """)
        .param("settled", settled.toString())
        .query((rs, n) -> Duration.ofSeconds(rs.getBigDecimal("seconds").longValue() + 1))
        .optional();
  }

  /** Locks the customer's touched quarters of the 24 hours from the first. */
  List<Instant> take(First first, Duration settled) {
    return jdbc.sql(
            """
            SELECT quarter
            FROM fact_touched
            WHERE customer_id = :customer
              AND quarter >= :first
              AND quarter < CAST(:first AS timestamptz) + interval '1 day'
              AND quarter <= tenure_now() - interval '15 minutes' - CAST(:settled AS interval)
            ORDER BY quarter
            FOR UPDATE SKIP LOCKED
            """)
        .param("customer", first.customer().value())
        .param("first", Timestamp.from(first.quarter()))
        .param("settled", settled.toString())
        .query((rs, n) -> rs.getTimestamp("quarter").toInstant())
        .list();
  }

  /**
   * Puts the facts' sums in the place of what stood there; a statement of its own after the lock,
   * so that it sees what was committed before the lock was granted.
   */
  void sumUp(CustomerId customer, List<Instant> quarters) {
    sumUp(customer, quarters, Kept.values());
  }

  /** Sums up by these only, likewise; no mark is needed, and none is taken away. */
  void sumUp(CustomerId customer, List<Instant> quarters, Kept... kept) {
    jdbc.sql(
            """
            DELETE FROM report_quarter
            WHERE customer_id = :customer
              AND dimension = ANY(CAST(:dimensions AS text[]))
              AND quarter = ANY(CAST(:quarters AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("dimensions", Arrays.names(kept))
        .param("quarters", Arrays.instants(quarters))
        .update();
    jdbc.sql(
            """
            INSERT INTO report_quarter (
              customer_id, dimension, quarter, key, rule,
            """
                + FactSums.SUMS
                + ","
                + FactSums.WAITS
                + """
                )
                WITH
                """
                + FactSums.GIVEN
                + """
                quarter AS MATERIALIZED (
                  SELECT at
                  FROM unnest(CAST(:quarters AS timestamptz[])) AS at
                ),
                """
                + FactSums.COMPUTED
                + """
                SELECT :customer, dimension, quarter, key, rule,
                """
                + FactSums.SUMS
                + ","
                + FactSums.WAITS
                + """

                FROM computed
                """)
        .param("customer", customer.value())
        .param("dimensions", Arrays.names(kept))
        .param("quarters", Arrays.instants(quarters))
        .update();
  }

  /**
   * The days that hold one of the quarters are not summed up any more; nor is later agents' time.
   */
  void reopenDays(CustomerId customer, List<Instant> quarters) {
    jdbc.sql(
            """
            DELETE FROM report_day_done d
            USING unnest(CAST(:quarters AS timestamptz[])) AS q(at)
            WHERE d.customer_id = :customer
              AND q.at >= d.since
              AND q.at < d.until
            """)
        .param("customer", customer.value())
        .param("quarters", Arrays.instants(quarters))
        .update();
    jdbc.sql(
            """
            UPDATE report_day_done
            SET agents = false
            WHERE customer_id = :customer
              AND until > :earliest
              AND agents
            """)
        .param("customer", customer.value())
        .param("earliest", Timestamp.from(quarters.getFirst()))
        .update();
  }

  /** Takes the marks away. */
  void clean(CustomerId customer, List<Instant> quarters) {
    jdbc.sql(
            """
            DELETE FROM fact_touched
            WHERE customer_id = :customer
              AND quarter = ANY(CAST(:quarters AS timestamptz[]))
            """)
        .param("customer", customer.value())
        .param("quarters", Arrays.instants(quarters))
        .update();
  }

  /** The newest quarters whose sums by direction go by another rule than the customer's present. */
  List<Instant> otherRule(CustomerId customer, int most) {
    return jdbc.sql(
            """
            SELECT q.quarter
            FROM report_quarter q
            JOIN customer_rule r ON r.customer_id = q.customer_id
            WHERE q.customer_id = :customer
              AND q.dimension = 'ALL'
              AND NOT EXISTS (
                SELECT
                FROM report_quarter d
                WHERE d.customer_id = q.customer_id
                  AND d.dimension = 'DIRECTION'
                  AND d.quarter = q.quarter
                  AND d.rule = r.internal)
            ORDER BY q.quarter DESC
            LIMIT :most
            """)
        .param("customer", customer.value())
        .param("most", most)
        .query((rs, n) -> rs.getTimestamp("quarter").toInstant())
        .list();
  }

  /** Locks the customer's sums until the transaction ends, unless another worker has them. */
  boolean lock(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT pg_try_advisory_xact_lock(
              hashtextextended('report ' || CAST(:customer AS text), 0))
            """)
        .param("customer", customer.toString())
        .query(Boolean.class)
        .single();
  }

  /** When the customer's first sum begins. */
  Optional<Instant> firstQuarter(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT min(quarter) AS first
            FROM report_quarter
            WHERE customer_id = :customer
              AND dimension = 'ALL'
            """)
        .param("customer", customer.value())
        .query((rs, n) -> Optional.ofNullable(rs.getTimestamp("first")).map(Timestamp::toInstant))
        .single();
  }

  /**
   * A day that is summed up.
   *
   * @param wrapUp by how many seconds of wrap-up agents' time goes, if it is summed up too
   */
  record Done(Bucket day, boolean agents, int wrapUp) {

    /** Whether agents' time is summed up, and by that wrap-up. */
    boolean timedBy(int seconds) {
      return agents && wrapUp == seconds;
    }
  }

  List<Done> done(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT since, until, agents, wrap_up
            FROM report_day_done
            WHERE customer_id = :customer
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new Done(
                new Bucket(
                    rs.getTimestamp("since").toInstant(), rs.getTimestamp("until").toInstant()),
                rs.getBoolean("agents"),
                rs.getInt("wrap_up")))
        .list();
  }

  /** Where the customer's earliest touched quarter lies. */
  Optional<Instant> earliestTouched(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT min(quarter) AS earliest
            FROM fact_touched
            WHERE customer_id = :customer
            """)
        .param("customer", customer.value())
        .query(
            (rs, n) -> Optional.ofNullable(rs.getTimestamp("earliest")).map(Timestamp::toInstant))
        .single();
  }
}
