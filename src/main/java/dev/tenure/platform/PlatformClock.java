package dev.tenure.platform;

import java.time.Instant;

/**
 * What time it is for Java code: the database's time as this node follows it from one heartbeat to
 * the next (A15). Whatever the law decides takes the database's own word, {@code tenure_now()},
 * inside the deciding transaction (A9).
 */
@FunctionalInterface
public interface PlatformClock {

  /** The present instant in whole microseconds, as the database stores them. */
  Instant now();

  /**
   * The latest instant that it can really be: later than {@link #now} while time stands still or
   * the clock is in doubt. Nothing of it is decided; what others date is refused only beyond it.
   */
  default Instant latest() {
    return now();
  }

  /**
   * What a reading of the database's clock is worth: the reading itself, or, if the clock has leapt
   * since the last heartbeat, the time that this node has counted (A16). To be asked about every
   * instant that something irrevocable is dated by.
   */
  default Instant believed(Instant reading) {
    return reading;
  }
}
