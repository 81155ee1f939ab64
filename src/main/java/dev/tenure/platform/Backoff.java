package dev.tenure.platform;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try of what has failed: about {@code first}, twice, four times …
 * that, up to about {@code longest}. Each is taken between half and all of it by chance, so that
 * what failed together doesn't come back together.
 */
public final class Backoff {

  private static final int DOUBLINGS = 20;

  private final RandomGenerator random;
  private final Duration first;
  private final Duration longest;

  public Backoff(RandomGenerator random, Duration first, Duration longest) {
    this.random = random;
    this.first = first;
    this.longest = longest;
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param failures the last one included, at least 1
   */
  public Duration after(int failures) {
    long whole = first.toMillis() << Math.min(failures - 1, DOUBLINGS);
    return about(Duration.ofMillis(Math.min(whole, longest.toMillis())));
  }

  /** Between half and all of it. */
  public Duration about(Duration whole) {
    long half = whole.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }
}
