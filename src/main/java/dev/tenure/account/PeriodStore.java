package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the service periods (C1), under which every fact is kept. */
@Repository
class PeriodStore {

  private final JdbcClient jdbc;
  private final PlatformClock clock;

  PeriodStore(JdbcClient jdbc, PlatformClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Keeps writers of facts out until the transaction ends (the fence at T), and reads the clock
   * once nobody is inside any more.
   */
  Instant lock(CustomerId id) {
    jdbc.sql(
            """
            SELECT 1
            FROM service_period
            WHERE customer_id = :id
            ORDER BY during
            FOR UPDATE
            """)
        .param("id", id.value())
        .query(Integer.class)
        .list();
    return clock.believed(
        jdbc.sql("SELECT tenure_next()").query(Timestamp.class).single().toInstant());
  }

  void open(CustomerId id, Instant from) {
    jdbc.sql(
            """
            INSERT INTO service_period (customer_id, during)
            VALUES (:id, tstzrange(:from, NULL))
            """)
        .param("id", id.value())
        .param("from", Timestamp.from(from))
        .update();
  }

  /**
   * Gives the newest period its end; null opens it again. An account that ends in the microsecond
   * of its beginning was never served: its period is none.
   */
  void end(CustomerId id, Instant from, @Nullable Instant end) {
    if (from.equals(end)) {
      jdbc.sql("DELETE FROM service_period WHERE customer_id = :id AND lower(during) = :from")
          .param("id", id.value())
          .param("from", Timestamp.from(from))
          .update();
      return;
    }
    int rows =
        jdbc.sql(
                """
                UPDATE service_period
                SET during = tstzrange(:from, :end)
                WHERE customer_id = :id
                  AND lower(during) = :from
                  AND kind = 'OWN'
                """)
            .param("id", id.value())
            .param("from", Timestamp.from(from))
            .param("end", end == null ? null : Timestamp.from(end))
            .update();
    if (rows != 1) {
      throw new IllegalStateException(rows + " service periods of " + id + " begin at " + from);
    }
  }

  /** Makes a span of imported history (C10). */
  void openImported(CustomerId id, Period span) {
    jdbc.sql(
            """
            INSERT INTO service_period (customer_id, during, kind)
            VALUES (:id, tstzrange(:from, :until), 'IMPORTED')
            """)
        .param("id", id.value())
        .param("from", Timestamp.from(span.from()))
        .param("until", span.until() == null ? null : Timestamp.from(span.until()))
        .update();
  }

  /** The spans of imported history, oldest first. */
  List<Period> imported(CustomerId id) {
    return of(id, "IMPORTED");
  }

  List<Period> of(CustomerId id) {
    return of(id, "OWN");
  }

  private List<Period> of(CustomerId id, String kind) {
    return jdbc.sql(
            """
            SELECT lower(during) AS from_at, upper(during) AS until_at
            FROM service_period
            WHERE customer_id = :id
              AND kind = :kind
            ORDER BY during
            """)
        .param("id", id.value())
        .param("kind", kind)
        .query((rs, n) -> {
          Timestamp until = rs.getTimestamp("until_at");
          return new Period(
              rs.getTimestamp("from_at").toInstant(), until == null ? null : until.toInstant());
        })
        .list();
  }
}
