package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL of the lanes: one writer at a time for each customer, on whatever node. It also keeps the
 * fence fair: writers that overlap without a pause would hold its shared side for ever.
 */
@Repository
class LaneStore {

  static final int LANES = 64;

  private final JdbcClient jdbc;

  LaneStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The same on every node, for good: the ids' last bits are as good as random. */
  static int lane(CustomerId customer) {
    return (int) (customer.value().getLeastSignificantBits() & (LANES - 1));
  }

  static Set<Integer> lanes(Collection<CustomerId> customers) {
    Set<Integer> lanes = new TreeSet<>();
    customers.forEach(customer -> lanes.add(lane(customer)));
    return lanes;
  }

  /** Waits until no other writer is in these lanes, and answers their versions. */
  Map<Integer, Long> enter(Collection<Integer> lanes) {
    Map<Integer, Long> versions = new HashMap<>();
    jdbc.sql(
            """
            SELECT lane, version
            FROM intake_lane
            WHERE lane = ANY(CAST(:lanes AS smallint[]))
            ORDER BY lane
            FOR NO KEY UPDATE
            """)
        .params(Rows.of(lanes).column("lanes", lane -> lane).params())
        .query((rs, n) -> versions.put(rs.getInt("lane"), rs.getLong("version")))
        .list();
    return versions;
  }

  /** Makes the next version of these lanes, which this transaction holds. */
  void leave(Collection<Integer> lanes) {
    jdbc.sql(
            """
            UPDATE intake_lane
            SET version = version + 1
            WHERE lane = ANY(CAST(:lanes AS smallint[]))
            """)
        .params(Rows.of(lanes).column("lanes", lane -> lane).params())
        .update();
  }
}
