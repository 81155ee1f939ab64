package dev.tenure.collection.intake;

import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the service periods as the intake needs them; the account module writes them. */
@Repository
class PeriodStore implements Fence {

  private final JdbcClient jdbc;

  PeriodStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Service periods and the instant at which they were read.
   *
   * @param services by customer, oldest first
   * @param stamps by customer, another one after each change of its periods, there and back too
   */
  record Reading(
      Map<CustomerId, List<Service>> services, Map<CustomerId, String> stamps, Instant now) {
    List<Service> of(CustomerId customer) {
      return services.getOrDefault(customer, List.of());
    }

    String stamp(CustomerId customer) {
      return stamps.getOrDefault(customer, "");
    }
  }

  private record Line(
      Instant now, @Nullable CustomerId customer, @Nullable Service service, String stamp) {}

  @Override
  public void enter(Collection<CustomerId> customers) {
    lock(customers, "FOR KEY SHARE");
  }

  /** Takes the exclusive side, as a termination does. */
  void enterAlone(Collection<CustomerId> customers) {
    lock(customers, "FOR UPDATE");
  }

  private void lock(Collection<CustomerId> customers, String strength) {
    jdbc.sql(
            """
            SELECT 1
            FROM service_period
            WHERE customer_id = ANY(CAST(:ids AS uuid[]))
            ORDER BY customer_id, during
            """
                + strength)
        .params(Rows.of(customers).column("ids", CustomerId::value).params())
        .query(Integer.class)
        .list();
  }

  /** A statement that waits longer than this for another's lock fails, to be tried again. */
  void limitWaiting(Duration longest) {
    jdbc.sql("SELECT set_config('lock_timeout', :longest, true)")
        .param("longest", longest.toMillis() + "ms")
        .query(String.class)
        .single();
  }

  /**
   * Likewise, in a transaction that needn't be durable when it is committed, since what it writes
   * can be made again.
   */
  void limitWaitingUndurably(Duration longest) {
    jdbc.sql(
            """
            SELECT set_config('lock_timeout', :longest, true),
                   set_config('synchronous_commit', 'off', true)
            """)
        .param("longest", longest.toMillis() + "ms")
        .query((rs, n) -> n)
        .single();
  }

  Reading read(Collection<CustomerId> customers) {
    List<Line> lines =
        jdbc.sql(
                """
                SELECT c.now, p.customer_id, lower(p.during) AS since, upper(p.during) AS until,
                       CAST(p.xmin AS text) AS stamp
                FROM (SELECT tenure_now() AS now) AS c
                LEFT JOIN service_period p ON p.customer_id = ANY(CAST(:ids AS uuid[]))
                ORDER BY p.customer_id, p.during
                """)
            .params(Rows.of(customers).column("ids", CustomerId::value).params())
            .query((rs, n) -> {
              Instant now = rs.getTimestamp("now").toInstant();
              UUID customer = rs.getObject("customer_id", UUID.class);
              if (customer == null) {
                return new Line(now, null, null, "");
              }
              Timestamp until = rs.getTimestamp("until");
              return new Line(
                  now,
                  new CustomerId(customer),
                  Service.at(
                      now,
                      rs.getTimestamp("since").toInstant(),
                      until == null ? null : until.toInstant()),
                  rs.getString("stamp"));
            })
            .list();
    Map<CustomerId, List<Service>> services = new HashMap<>();
    Map<CustomerId, String> stamps = new HashMap<>();
    for (Line line : lines) {
      if (line.customer() != null && line.service() != null) {
        services.computeIfAbsent(line.customer(), id -> new ArrayList<>()).add(line.service());
        stamps.merge(line.customer(), line.stamp(), (one, next) -> one + " " + next);
      }
    }
    return new Reading(services, stamps, lines.getFirst().now());
  }
}
