package dev.tenure.identity.guess;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Wrong passwords of one subject, and the tries that are being checked.
 *
 * @param wrong as of {@code lastWrongAt}
 * @param underWayUntil when tries under way stop counting, in case a server dies with them
 */
public record GuessTally(int wrong, Instant lastWrongAt, int underWay, Instant underWayUntil) {

  /** Nothing counted yet. */
  public static final GuessTally NONE = new GuessTally(0, Instant.EPOCH, 0, Instant.EPOCH);

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  /** How many wrong passwords still count at that instant. */
  public int wrongAt(GuessRule rule, Instant now) {
    Duration passed = Duration.between(lastWrongAt, now);
    if (wrong == 0 || passed.compareTo(rule.decay().multipliedBy(wrong)) >= 0) {
      return 0;
    }
    return passed.isNegative() ? wrong : wrong - (int) passed.dividedBy(rule.decay());
  }

  private int underWayAt(Instant now) {
    return underWayUntil.isAfter(now) ? underWay : 0;
  }

  /** When the next try is checked; empty for immediately. */
  public Optional<Instant> waitsUntil(GuessRule rule, Instant now) {
    Instant free = lastWrongAt.plus(rule.delay(wrong));
    if (free.isAfter(now)) {
      return Optional.of(free);
    }
    return underWayAt(now) < rule.room(wrongAt(rule, now))
        ? Optional.empty()
        : Optional.of(now.plus(MOMENT));
  }

  /** With one more try that is being checked. */
  GuessTally begun(Instant now) {
    return new GuessTally(wrong, lastWrongAt, underWayAt(now) + 1, now.plus(LEASE));
  }

  /** With one try less that is being checked. */
  GuessTally ended() {
    return new GuessTally(wrong, lastWrongAt, Math.max(0, underWay - 1), underWayUntil);
  }

  /** The same, and the password was wrong. */
  public GuessTally wrong(GuessRule rule, Instant now) {
    int counted = Math.min(rule.most(), wrongAt(rule, now) + 1);
    return new GuessTally(counted, now, Math.max(0, underWay - 1), underWayUntil);
  }

  /** From when on it makes no difference any more. */
  Instant endsAt(GuessRule rule) {
    Instant decayed = lastWrongAt.plus(rule.decay().multipliedBy(wrong));
    return decayed.isAfter(underWayUntil) ? decayed : underWayUntil;
  }
}
