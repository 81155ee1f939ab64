package dev.tenure.platform.clock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what the database keeps of the time, and of the steps that its clock made. */
@Repository
class ClockStore {

  private final JdbcClient jdbc;

  ClockStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One heartbeat: keeps what the clock says, unless that is beyond what the node can believe; in
   * doubt, what the node has counted.
   *
   * @param counted what time it is by the node's counter; null when it has none to go by
   * @param settled how many steps had ended when it began to count
   */
  Kept beat(@Nullable Instant counted, Duration leap, long settled) {
    return jdbc.sql(
            """
            WITH beat AS (
              UPDATE clock_kept
              SET kept = greatest(kept, CASE
                WHEN in_doubt
                  THEN CASE WHEN settled = :settled THEN CAST(:counted AS timestamptz) END
                WHEN tenure_clock() <= :leap * interval '1 second' + CASE
                    WHEN CAST(:counted AS timestamptz) IS NULL THEN 'infinity'
                    WHEN settled = :settled THEN CAST(:counted AS timestamptz)
                    ELSE kept
                  END
                  THEN tenure_clock()
              END)
              RETURNING kept, in_doubt, settled
            )
            SELECT tenure_clock() AS clock, greatest(beat.kept, tenure_known()) AS known,
                   beat.in_doubt, beat.settled, back.known_at AS back,
                   extract(epoch FROM leapt.clock_at - leapt.known_at) AS ahead
            FROM beat
            LEFT JOIN clock_step back ON back.kind = 'BACK' AND back.ended_at IS NULL
            LEFT JOIN clock_step leapt ON leapt.kind = 'LEAP' AND leapt.ended_at IS NULL
            """)
        .param("counted", counted == null ? null : utc(counted))
        .param("leap", leap.toMillis() / 1000.0)
        .param("settled", settled)
        .query((rs, n) ->
            new Kept(
                rs.getTimestamp("clock").toInstant(),
                rs.getTimestamp("known").toInstant(),
                rs.getBoolean("in_doubt"),
                rs.getLong("settled"),
                instant(rs, "back"),
                duration(rs, "ahead")))
        .single();
  }

  /** Time stands at {@code known}; noted once, by the node that sees it first. */
  void standStill(String node, Instant known, Instant clock, long settled) {
    jdbc.sql(
            """
            WITH stands AS (
              UPDATE clock_kept
              SET kept = greatest(kept, CAST(:known AS timestamptz))
              WHERE settled = :settled
              RETURNING 1
            )
            INSERT INTO clock_step (kind, node, known_at, clock_at)
            SELECT 'BACK', :node, :known, :clock
            FROM stands
            ON CONFLICT DO NOTHING
            """)
        .param("known", utc(known))
        .param("clock", utc(clock))
        .param("node", node)
        .param("settled", settled)
        .update();
  }

  void caughtUp() {
    jdbc.sql(
            """
            WITH ended AS (
              UPDATE clock_step
              SET ended_at = tenure_now(),
                  outcome = 'CAUGHT_UP'
              WHERE kind = 'BACK'
                AND ended_at IS NULL
              RETURNING 1
            )
            UPDATE clock_kept
            SET settled = settled + 1
            WHERE EXISTS (SELECT FROM ended)
            """)
        .update();
  }

  /** The clock is in doubt from now on; noted once, by the node that sees it first. */
  void doubt(String node, Instant known, Instant clock, long settled) {
    jdbc.sql(
            """
            WITH doubted AS (
              UPDATE clock_kept
              SET in_doubt = true,
                  kept = greatest(kept, CAST(:known AS timestamptz))
              WHERE settled = :settled
              RETURNING 1
            )
            INSERT INTO clock_step (kind, node, known_at, clock_at)
            SELECT 'LEAP', :node, :known, :clock
            FROM doubted
            ON CONFLICT DO NOTHING
            """)
        .param("known", utc(known))
        .param("clock", utc(clock))
        .param("node", node)
        .param("settled", settled)
        .update();
  }

  /** Ends a leap: the clock came back by itself, or was moved again and is still in doubt. */
  void endLeap(ClockStep.Outcome outcome, long settled) {
    jdbc.sql(
            """
            WITH settling AS (
              UPDATE clock_kept
              SET settled = settled + 1,
                  in_doubt = :still
              WHERE settled = :settled
              RETURNING 1
            )
            UPDATE clock_step
            SET ended_at = tenure_now(),
                outcome = :outcome
            WHERE kind = 'LEAP'
              AND ended_at IS NULL
              AND EXISTS (SELECT FROM settling)
            """)
        .param("settled", settled)
        .param("still", outcome == ClockStep.Outcome.MOVED)
        .param("outcome", outcome.name())
        .update();
  }

  /**
   * Support says that the clock is right: that leap counts, if it is still there and as far as it
   * was.
   *
   * @return whether it was
   */
  boolean confirm(long step, String by, String reason, Duration leap) {
    return jdbc.sql(
                """
                WITH confirmed AS (
                  UPDATE clock_step s
                  SET ended_at = tenure_clock(),
                      outcome = 'CONFIRMED',
                      ended_by = :by,
                      reason = :reason
                  FROM clock_kept k
                  WHERE s.id = :step
                    AND s.kind = 'LEAP'
                    AND s.ended_at IS NULL
                    AND tenure_clock() - tenure_now() BETWEEN
                      s.clock_at - s.known_at - :leap * interval '1 second'
                      AND s.clock_at - s.known_at + :leap * interval '1 second'
                  RETURNING 1
                )
                UPDATE clock_kept
                SET in_doubt = false,
                    settled = settled + 1,
                    kept = greatest(kept, tenure_clock())
                WHERE EXISTS (SELECT FROM confirmed)
                """)
            .param("step", step)
            .param("by", by)
            .param("reason", reason)
            .param("leap", leap.toMillis() / 1000.0)
            .update()
        == 1;
  }

  /** The steps, newest first. */
  List<ClockStep> steps(int most) {
    return jdbc.sql(
            """
            SELECT id, kind, node, known_at, clock_at, ended_at, outcome, ended_by, reason
            FROM clock_step
            ORDER BY id DESC
            LIMIT :most
            """)
        .param("most", most)
        .query((rs, n) -> step(rs))
        .list();
  }

  /** The clock and the time, as one statement saw them. */
  ClockStanding standing() {
    List<ClockStep> open =
        jdbc.sql(
                """
                SELECT id, kind, node, known_at, clock_at, ended_at, outcome, ended_by, reason
                FROM clock_step
                WHERE ended_at IS NULL
                ORDER BY id DESC
                """)
            .query((rs, n) -> step(rs))
            .list();
    return jdbc.sql(
            """
            SELECT tenure_clock() AS clock, tenure_now() AS now,
                   COALESCE((SELECT in_doubt FROM clock_kept), false) AS in_doubt
            """)
        .query((rs, n) ->
            ClockStanding.of(
                rs.getTimestamp("clock").toInstant(),
                rs.getTimestamp("now").toInstant(),
                rs.getBoolean("in_doubt"),
                open))
        .single();
  }

  private static ClockStep step(ResultSet rs) throws SQLException {
    String outcome = rs.getString("outcome");
    return new ClockStep(
        rs.getLong("id"),
        ClockStep.Kind.valueOf(rs.getString("kind")),
        rs.getString("node"),
        rs.getTimestamp("known_at").toInstant(),
        rs.getTimestamp("clock_at").toInstant(),
        instant(rs, "ended_at"),
        outcome == null ? null : ClockStep.Outcome.valueOf(outcome),
        rs.getString("ended_by"),
        rs.getString("reason"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Duration duration(ResultSet rs, String column) throws SQLException {
    var seconds = rs.getBigDecimal(column);
    return seconds == null ? null : Duration.ofMillis(seconds.movePointRight(3).longValue());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
