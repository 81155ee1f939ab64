package dev.tenure.platform.clock;

import java.time.Duration;
import java.time.Instant;

/** What one look at the database's clock says, compared with an earlier one (A15, A16). */
sealed interface Verdict {

  /**
   * Steps back below this are the daily work of those who keep clocks; time stands still for so
   * long.
   */
  Duration SLACK = Duration.ofMillis(250);

  /** It went on as this node's counter did. */
  record Steady() implements Verdict {}

  /** It was set back; {@code known} is what time it is by the counter. */
  record Back(Instant known) implements Verdict {}

  /** It leapt; {@code known} is what time it is by the counter. */
  record Leapt(Instant known) implements Verdict {}

  /**
   * Compares two looks. What passed between question and answer is taken for the clock and never
   * against it: however long an answer takes, or a node is paused, the clock hasn't stepped by
   * that.
   */
  static Verdict of(Sight earlier, Sight now, Duration leap) {
    if (now.clock().isAfter(earlier.latest(now.after()).plus(leap))) {
      return new Leapt(earlier.latest(now.before()));
    }
    if (now.clock().isBefore(earlier.earliest(now.before()).minus(SLACK))) {
      return new Back(earlier.latest(now.before()));
    }
    return new Steady();
  }
}
