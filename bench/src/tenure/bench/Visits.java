package tenure.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The queue visits of two runs of one replay, and whether a marked gap explains what differs. */
final class Visits {

  /** Who ended, and each instant between which wait and talk lie; an instant may be null. */
  record Visit(
      String call,
      String queue,
      Instant entered,
      Instant left,
      String outcome,
      String agent,
      Instant talkUntil,
      String endedBy) {}

  /** Both ends belong to it. */
  record Gap(Instant from, Instant to) {

    /** What a snapshot tells has an order: a microsecond after each other, from the end on. */
    private static final Duration SNAPSHOT = Duration.ofMillis(1);

    boolean holds(Instant at) {
      return at != null && !at.isBefore(from) && !at.isAfter(to.plus(SNAPSHOT));
    }
  }

  /** What came of the comparison; those that no gap explains are named. */
  record Verdict(int equal, int withinGaps, List<String> outside) {}

  private final List<Gap> gaps;

  Visits(List<Gap> gaps) {
    this.gaps = gaps;
  }

  static List<Visit> of(Server server, String source) throws SQLException {
    List<Visit> visits = new ArrayList<>();
    query(
        server,
        """
        SELECT c.call_ref, v.queue, v.entered_at, v.left_at, concat_ws(' ', v.outcome, v.refusal),
               v.agent_ref, v.talk_until, v.ended_by
        FROM queue_visit v
        JOIN call c ON c.id = v.call_id
        WHERE c.source_id = '%s'
        ORDER BY c.call_ref, v.entered_at
        """
            .formatted(source),
        row ->
            visits.add(
                new Visit(
                    row.getString(1),
                    row.getString(2),
                    instant(row, 3),
                    instant(row, 4),
                    row.getString(5),
                    row.getString(6),
                    instant(row, 7),
                    row.getString(8))));
    return visits;
  }

  static List<Gap> gaps(Server server, String source) throws SQLException {
    List<Gap> gaps = new ArrayList<>();
    query(
        server,
        "SELECT from_at, coalesce(to_at, 'infinity') FROM source_gap WHERE source_id = '%s' ORDER BY 1"
            .formatted(source),
        row -> gaps.add(new Gap(instant(row, 1), instant(row, 2))));
    return gaps;
  }

  private interface Reading {
    void of(ResultSet row) throws SQLException;
  }

  private static void query(Server server, String sql, Reading reading) throws SQLException {
    try (Connection connection = server.database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reading.of(rows);
      }
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  Verdict compare(List<Visit> expected, List<Visit> got) {
    int equal = 0;
    int within = 0;
    List<String> outside = new ArrayList<>();
    List<Visit> left = new ArrayList<>(got);
    for (Visit visit : expected) {
      Visit same =
          left.stream()
              .filter(v -> v.call().equals(visit.call()) && v.queue().equals(visit.queue()))
              .min(Comparator.comparing(v -> Duration.between(v.entered(), visit.entered()).abs()))
              .orElse(null);
      left.remove(same);
      if (visit.equals(same)) {
        equal++;
      } else if (same == null ? explainsAbsence(visit) : explains(visit, same)) {
        within++;
      } else {
        outside.add("expected " + visit + "\n     got " + same);
      }
    }
    left.forEach(visit -> outside.add("expected nothing\n     got " + visit));
    return new Verdict(equal, within, outside);
  }

  /** Nobody listened from before the caller came until after the caller left the queue. */
  private boolean explainsAbsence(Visit visit) {
    return gaps.stream().anyMatch(gap -> gap.holds(visit.entered()) && gap.holds(visit.left()));
  }

  /**
   * An instant may differ within one gap. What was decided at an instant may differ if that lies in
   * a gap: how the wait ended and who took the call when it ended, and who ended the talk at its
   * end.
   */
  private boolean explains(Visit expected, Visit got) {
    boolean waitEnded = within(expected.left());
    return same(expected.entered(), got.entered())
        && same(expected.left(), got.left())
        && (expected.outcome().equals(got.outcome()) || waitEnded)
        && (expected.agent().equals(got.agent()) || waitEnded)
        && (same(expected.talkUntil(), got.talkUntil())
            || (waitEnded && (expected.talkUntil() == null || within(expected.talkUntil()))))
        && (Objects.equals(expected.endedBy(), got.endedBy())
            || (expected.talkUntil() == null ? waitEnded : within(expected.talkUntil())));
  }

  private boolean within(Instant at) {
    return gaps.stream().anyMatch(gap -> gap.holds(at));
  }

  private boolean same(Instant expected, Instant got) {
    return Objects.equals(expected, got)
        || gaps.stream().anyMatch(gap -> gap.holds(expected) && gap.holds(got));
  }
}
