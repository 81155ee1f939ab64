package dev.tenure.platform.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that the database's clock was set back, or leapt.
 *
 * @param node which node noticed it
 * @param knownAt what time it was by all that was known
 * @param clockAt what the clock said then
 * @param endedAt null while it lasts
 * @param endedBy who confirmed it, null unless somebody did
 */
public record ClockStep(
    long id,
    Kind kind,
    String node,
    Instant knownAt,
    Instant clockAt,
    @Nullable Instant endedAt,
    @Nullable Outcome outcome,
    @Nullable String endedBy,
    @Nullable String reason) {

  /** Which way it went. */
  public enum Kind {
    /** Back: time stands still until the clock has caught up (A15). */
    BACK,
    /** Forward: nothing irreversible happens until it is back, or is confirmed (A16). */
    LEAP
  }

  /** How it ended. */
  public enum Outcome {
    CAUGHT_UP,
    RETURNED,
    CONFIRMED,
    MOVED
  }

  /** How far it went, whichever way. */
  public Duration by() {
    return Duration.between(knownAt, clockAt).abs();
  }
}
