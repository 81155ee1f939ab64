package dev.tenure.collection.connect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try to connect; by chance, so that not all come at once. */
final class Backoff {

  private static final int DOUBLINGS = 6;
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(2);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  void succeeded() {
    failures = 0;
  }

  /** About 1 s, 2 s, 4 s … up to about a minute, each between half and all of it. */
  Duration afterFailure() {
    return some(Duration.ofSeconds(1L << Math.min(failures++, DOUBLINGS)));
  }

  /** A log-in that was refused is tried again seldom: phone systems lock out those who insist. */
  Duration afterRefusal() {
    failures++;
    return some(AFTER_REFUSAL);
  }

  private Duration some(Duration whole) {
    long half = whole.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }
}
