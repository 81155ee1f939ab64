package dev.tenure.identity.signin;

import java.time.Duration;
import java.time.Instant;

/** How long until an instant, in words that are never too short. */
public final class SpanWords {

  private static final long MINUTE = 60;

  private SpanWords() {}

  /** Whole seconds, at least one; a fraction counts as one more. */
  public static long seconds(Instant until, Instant now) {
    Duration left = Duration.between(now, until);
    return Math.max(1, left.getSeconds() + (left.getNano() > 0 ? 1 : 0));
  }

  /** For example “8 seconds” or “3 minutes”. */
  public static String until(Instant until, Instant now) {
    long seconds = seconds(until, now);
    return seconds <= MINUTE
        ? many(seconds, "second")
        : many((seconds + MINUTE - 1) / MINUTE, "minute");
  }

  private static String many(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
