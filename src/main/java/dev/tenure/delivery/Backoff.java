package dev.tenure.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try of what has failed. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int DOUBLINGS = 12;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * About 1 s, 2 s, 4 s, … up to an hour; each taken between half and all of it by chance, so that
   * what failed together doesn't come back together.
   *
   * @param failures so far, this one included
   */
  Duration after(int failures) {
    long whole = FIRST.toMillis() << Math.min(failures - 1, DOUBLINGS);
    long most = Math.min(whole, LONGEST.toMillis());
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
