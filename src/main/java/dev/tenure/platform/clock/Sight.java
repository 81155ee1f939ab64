package dev.tenure.platform.clock;

import java.time.Instant;

/**
 * One look at the database's clock, between two looks at this node's own counter, which knows no
 * time of day but never steps.
 *
 * @param before the counter in nanoseconds when the question was sent
 * @param clock what the database's clock said
 * @param after the counter when the answer was there
 */
record Sight(long before, Instant clock, long after) {

  /** The latest instant that it can be, counted from this look. */
  Instant latest(long counter) {
    return clock.plusNanos(counter - before);
  }

  /** The earliest instant that it can be, counted from this look. */
  Instant earliest(long counter) {
    return clock.plusNanos(counter - after);
  }
}
