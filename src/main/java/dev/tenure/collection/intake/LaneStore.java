package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Journey;
import dev.tenure.platform.database.WithCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;

/**
 * SQL of the lanes: one at a time writes a customer's facts, on whatever node. It also keeps the
 * fence fair: writers of events and facts that overlap without a pause would hold its shared side
 * for ever.
 */
@Repository
class LaneStore {

  static final int LANES = 64;

  /** The first half of the advisory locks by which writers of events pause. */
  private static final int PAUSES = 1_951_022;

  private final NamedParameterJdbcOperations jdbc;
  private final WithCommit writes;

  LaneStore(NamedParameterJdbcOperations jdbc, WithCommit writes) {
    this.jdbc = jdbc;
    this.writes = writes;
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

  /** What a transaction asks first, all at once. */
  Journey journey() {
    return new Journey(jdbc);
  }

  /**
   * Adds to the journey of a transaction that writes events of these lanes, beside others that do:
   * waits for a pause of theirs that somebody has or waits for. From then on a statement in it that
   * waits for another's lock for longer than {@code longest} fails, to be tried again.
   */
  void join(Journey journey, Collection<Integer> lanes, Duration longest) {
    lock(journey, "pg_advisory_xact_lock_shared", "", lanes, longest);
  }

  /**
   * Adds to the journey: if anybody waits for rows that somebody else holds, as a termination may
   * for a customer's, waits until nobody writes events of these lanes, and keeps everybody from it
   * until the transaction ends. It fails if that takes longer than {@code longest}. Nothing if
   * nobody waits.
   */
  void pauseForWhoWaits(Journey journey, Collection<Integer> lanes, Duration longest) {
    lock(
        journey,
        "pg_advisory_xact_lock",
        """
        WHERE EXISTS (
          SELECT 1
          FROM pg_locks
          WHERE NOT granted
            AND locktype IN ('transactionid', 'tuple')
        )
        """,
        lanes,
        longest);
  }

  private static void lock(
      Journey journey,
      String function,
      String condition,
      Collection<Integer> lanes,
      Duration longest) {
    Map<String, Object> parameters = new HashMap<>(those(lanes));
    parameters.put("longest", longest.toMillis() + "ms");
    parameters.put("pauses", PAUSES);
    journey.add(
        """
        SELECT set_config('lock_timeout', :longest, true),
               %s(:pauses, t.lane)
        FROM (
          SELECT CAST(l.lane AS integer) AS lane
          FROM unnest(CAST(:lanes AS smallint[])) AS l(lane)
          ORDER BY l.lane
        ) AS t
        %s
        """
            .formatted(function, condition),
        parameters);
  }

  private static final String ENTER =
      """
      SELECT lane, version
      FROM intake_lane
      WHERE lane = ANY(CAST(:lanes AS smallint[]))
      ORDER BY lane
      FOR NO KEY UPDATE
      """;

  /** Waits until nobody else writes facts of these lanes, and answers their versions. */
  Map<Integer, Long> enter(Collection<Integer> lanes) {
    return Objects.requireNonNull(jdbc.query(ENTER, those(lanes), (ResultSet rs) -> versions(rs)));
  }

  /**
   * Adds the same to the journey, in a transaction that needn't be durable when it is committed,
   * since what it writes can be made again; and whose statements fail when they wait for another's
   * lock for longer than {@code longest}.
   */
  Supplier<Map<Integer, Long>> enterUndurably(
      Journey journey, Collection<Integer> lanes, Duration longest) {
    journey.add(
        """
        SELECT set_config('lock_timeout', :longest, true),
               set_config('synchronous_commit', 'off', true)
        """,
        Map.of("longest", longest.toMillis() + "ms"));
    return journey.add(ENTER, those(lanes), LaneStore::versions);
  }

  private static Map<Integer, Long> versions(ResultSet rs) throws SQLException {
    Map<Integer, Long> versions = new HashMap<>();
    while (rs.next()) {
      versions.put(rs.getInt("lane"), rs.getLong("version"));
    }
    return versions;
  }

  private static Map<String, Object> those(Collection<Integer> lanes) {
    return Rows.of(lanes).column("lanes", lane -> lane).params();
  }

  /** Makes the next version of these lanes, which this transaction holds. */
  void leave(Collection<Integer> lanes) {
    writes.write(
        """
        UPDATE intake_lane
        SET version = version + 1
        WHERE lane = ANY(CAST(:lanes AS smallint[]))
        """,
        those(lanes));
  }
}
