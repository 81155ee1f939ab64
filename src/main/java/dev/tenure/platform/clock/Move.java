package dev.tenure.platform.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node makes of a heartbeat: one pure function of what it saw last, what it sees now and
 * what the database keeps.
 *
 * @param from the look that the next one is compared with
 * @param act what is to be written down, if anything is
 */
record Move(Sight from, @Nullable Act act) {

  /** Something to write down. */
  sealed interface Act {

    /** The clock was set back: time stands at {@code known} until it has caught up (A15). */
    record StandStill(Instant known) implements Act {}

    /** The clock has caught up with what was known. */
    record CaughtUp() implements Act {}

    /** The clock leapt: it is in doubt from now on (A16). */
    record Doubt(Instant known) implements Act {}

    /** The clock in doubt has been moved again, and is still in doubt. */
    record DoubtAnew(Instant known) implements Act {}

    /** The clock in doubt is back where it should be. */
    record Returned() implements Act {}
  }

  /**
   * Decides.
   *
   * @param last what the node compares with; null at its first heartbeat. It can't know then what
   *     the clock did meanwhile, and believes it unless it is in doubt
   */
  static Move of(@Nullable Sight last, Sight now, Kept kept, Duration leap) {
    if (last == null) {
      Sight from = at(now, kept.inDoubt() ? kept.known() : latest(now.clock(), kept.known()));
      boolean behind = behind(now, kept);
      return new Move(
          from,
          kept.inDoubt()
              ? null
              : behind && kept.back() == null
                  ? new Act.StandStill(kept.known())
                  : !behind && kept.back() != null ? new Act.CaughtUp() : null);
    }
    return switch (Verdict.of(last, now, leap)) {
      case Verdict.Steady steady -> steady(last, now, kept);
      case Verdict.Back(Instant known) -> back(last, now, kept, known);
      case Verdict.Leapt(Instant known) -> new Move(last, leapt(now, kept, known, leap));
    };
  }

  private static Move steady(Sight last, Sight now, Kept kept) {
    if (kept.inDoubt()) {
      return new Move(last, new Act.Returned());
    }
    if (behind(now, kept)) {
      // Another node saw the step, or somebody decided before it did.
      return new Move(last, kept.back() == null ? new Act.StandStill(kept.known()) : null);
    }
    return new Move(now, kept.back() == null ? null : new Act.CaughtUp());
  }

  private static Move back(Sight last, Sight now, Kept kept, Instant known) {
    if (kept.inDoubt()) {
      return new Move(last, new Act.Returned());
    }
    if (kept.back() == null) {
      return new Move(last, new Act.StandStill(latest(known, kept.known())));
    }
    return behind(now, kept) ? new Move(last, null) : new Move(now, new Act.CaughtUp());
  }

  private static @Nullable Act leapt(Sight now, Kept kept, Instant known, Duration leap) {
    Duration ahead = kept.ahead();
    if (!kept.inDoubt() || ahead == null) {
      return new Act.Doubt(latest(known, kept.known()));
    }
    Duration moved = Duration.between(known, now.clock()).minus(ahead).abs();
    return moved.compareTo(leap) > 0 ? new Act.DoubtAnew(latest(known, kept.known())) : null;
  }

  private static boolean behind(Sight now, Kept kept) {
    return now.clock().isBefore(kept.known().minus(Verdict.SLACK));
  }

  private static Sight at(Sight now, Instant instant) {
    return new Sight(now.before(), instant, now.after());
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
