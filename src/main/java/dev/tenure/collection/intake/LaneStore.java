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
 * SQL of the lanes: one at a time writes a customer's events, and one its facts, on whatever node.
 * It also keeps the fence fair: writers that overlap without a pause would hold its shared side for
 * ever.
 */
@Repository
class LaneStore {

  static final int LANES = 64;

  /** The first half of the advisory locks by which events are written in turn. */
  private static final int TURNS = 1_951_022;

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

  /** Waits until nobody else writes events of these lanes, and keeps others out. */
  void takeTurn(Collection<Integer> lanes) {
    jdbc.sql(
            """
            SELECT pg_advisory_xact_lock(:turns, t.lane)
            FROM (
              SELECT CAST(l.lane AS integer) AS lane
              FROM unnest(CAST(:lanes AS smallint[])) AS l(lane)
              ORDER BY l.lane
            ) AS t
            """)
        .param("turns", TURNS)
        .params(Rows.of(lanes).column("lanes", lane -> lane).params())
        .query((rs, n) -> n)
        .list();
  }

  /** Waits until nobody else writes facts of these lanes, and answers their versions. */
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
