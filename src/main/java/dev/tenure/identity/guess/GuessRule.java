package dev.tenure.identity.guess;

import java.time.Duration;

/**
 * What wrong passwords are counted by, and how they delay the next try (B9). Delays double from one
 * second up to a cap, and nothing is ever locked.
 */
public enum GuessRule {
  /** A name that was typed, known or not, in browsers that the person isn't known in. */
  ACCOUNT(5, Duration.ofMinutes(15), Duration.ofMinutes(30), 15),
  /** One network, at any names, in such browsers. */
  ADDRESS(30, Duration.ofMinutes(15), Duration.ofMinutes(1), 40),
  /** A browser known to the person who is named. */
  BROWSER(5, Duration.ofSeconds(30), Duration.ofMinutes(5), 20),
  /** Somebody who has signed in and is asked for their password again. */
  SESSION(5, Duration.ofSeconds(30), Duration.ofMinutes(5), 20);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  private final int free;
  private final Duration cap;
  private final Duration decay;
  private final int most;

  GuessRule(int free, Duration cap, Duration decay, int most) {
    this.free = free;
    this.cap = cap;
    this.decay = decay;
    this.most = most;
  }

  /** How many wrong ones delay nothing. */
  int free() {
    return free;
  }

  /** How long it takes until one wrong password is forgotten. */
  Duration decay() {
    return decay;
  }

  /** Beyond this many, more make no difference; so the count can decay in bounded time. */
  int most() {
    return most;
  }

  /** How long after the last of that many wrong passwords the next try waits. */
  public Duration delay(int wrong) {
    if (wrong < free) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(wrong - free, 20));
    return doubled.compareTo(cap) < 0 ? doubled : cap;
  }

  /** How many tries may be checked at the same time: no more than could be made in a row. */
  int room(int wrong) {
    return Math.max(1, free - wrong);
  }
}
