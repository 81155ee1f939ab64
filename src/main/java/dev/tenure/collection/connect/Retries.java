package dev.tenure.collection.connect;

import dev.tenure.platform.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to try to connect again. */
final class Retries {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(64);
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(2);

  private final Backoff backoff;
  private int failures;

  Retries(RandomGenerator random) {
    backoff = new Backoff(random, FIRST, LONGEST);
  }

  void succeeded() {
    failures = 0;
  }

  /** About 1 s, 2 s, 4 s … up to about a minute. */
  Duration afterFailure() {
    return backoff.after(++failures);
  }

  /** A log-in that was refused is tried again seldom: phone systems lock out those who insist. */
  Duration afterRefusal() {
    failures++;
    return backoff.about(AFTER_REFUSAL);
  }
}
