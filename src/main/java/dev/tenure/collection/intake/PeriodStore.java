package dev.tenure.collection.intake;

import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.database.Journey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the service periods as the intake needs them; the account module writes them. */
@Repository
class PeriodStore implements Fence {

  private final JdbcClient jdbc;
  private final PlatformClock clock;

  PeriodStore(JdbcClient jdbc, PlatformClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Service periods and the instant at which they were read.
   *
   * @param services by customer, oldest first
   * @param stamps by customer, another one after each change of its periods, there and back too
   * @param latest what time it may be at most, which events can truthfully tell of (A15, A16)
   */
  record Reading(
      Map<CustomerId, List<Service>> services,
      Map<CustomerId, String> stamps,
      Instant now,
      Instant latest) {
    List<Service> of(CustomerId customer) {
      return services.getOrDefault(customer, List.of());
    }

    String stamp(CustomerId customer) {
      return stamps.getOrDefault(customer, "");
    }
  }

  private record Line(
      Instant now, @Nullable CustomerId customer, @Nullable Service service, String stamp) {}

  private static final String LOCK =
      """
      SELECT 1
      FROM service_period
      WHERE customer_id = ANY(CAST(:ids AS uuid[]))
      ORDER BY customer_id, during
      """;

  private static final String READ =
      """
      SELECT c.now, p.customer_id, lower(p.during) AS since, upper(p.during) AS until,
             p.kind = 'IMPORTED' AS imported, CAST(p.xmin AS text) AS stamp
      FROM (SELECT (SELECT tenure_now()) AS now) AS c
      LEFT JOIN service_period p ON p.customer_id = ANY(CAST(:ids AS uuid[]))
      ORDER BY p.customer_id, p.during
      """;

  @Override
  public Supplier<Reading> enter(Journey journey, Collection<CustomerId> customers) {
    // INVARIANT: two statements. What was read with the lock, or before it, may be stale.
    journey.add(LOCK + "FOR KEY SHARE", ids(customers));
    return journey.add(
        READ,
        Map.of(),
        rs -> {
          List<Line> lines = new ArrayList<>();
          while (rs.next()) {
            lines.add(line(rs));
          }
          return reading(lines);
        });
  }

  /** Takes the exclusive side, as a termination does. */
  void enterAlone(Collection<CustomerId> customers) {
    jdbc.sql(LOCK + "FOR UPDATE").params(ids(customers)).query((rs, n) -> n).list();
  }

  Reading read(Collection<CustomerId> customers) {
    return reading(jdbc.sql(READ).params(ids(customers)).query((rs, n) -> line(rs)).list());
  }

  private static Map<String, Object> ids(Collection<CustomerId> customers) {
    return Rows.of(customers).column("ids", CustomerId::value).params();
  }

  private Line line(ResultSet rs) throws SQLException {
    Instant now = clock.believed(rs.getTimestamp("now").toInstant());
    UUID customer = rs.getObject("customer_id", UUID.class);
    if (customer == null) {
      return new Line(now, null, null, "");
    }
    Timestamp end = rs.getTimestamp("until");
    Instant until = end == null ? null : end.toInstant();
    Instant since = rs.getTimestamp("since").toInstant();
    return new Line(
        now,
        new CustomerId(customer),
        rs.getBoolean("imported")
            ? new Service(since, until, true, true)
            : Service.at(now, since, until),
        rs.getString("stamp"));
  }

  private Reading reading(List<Line> lines) {
    Map<CustomerId, List<Service>> services = new HashMap<>();
    Map<CustomerId, String> stamps = new HashMap<>();
    for (Line line : lines) {
      if (line.customer() != null && line.service() != null) {
        services.computeIfAbsent(line.customer(), id -> new ArrayList<>()).add(line.service());
        stamps.merge(line.customer(), line.stamp(), (one, next) -> one + " " + next);
      }
    }
    Instant now = lines.getFirst().now();
    Instant latest = clock.latest();
    return new Reading(services, stamps, now, latest.isAfter(now) ? latest : now);
  }
}
