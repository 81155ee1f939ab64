package dev.tenure.identity.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * How often links are mailed that anybody can ask for (B9): at growing intervals, so that nobody
 * floods another's inbox, and always before the last one expires, so that whoever asks has a link
 * in their inbox that works.
 */
final class RequestedMails {

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final int FACTOR = 3;

  private RequestedMails() {}

  /**
   * The interval after that many mails that nobody followed; three quarters of the life at most.
   */
  static Duration interval(int mails, Duration life) {
    Duration longest = life.multipliedBy(3).dividedBy(4);
    Duration interval = mails == 0 ? Duration.ZERO : FIRST;
    for (int i = 1; i < mails && interval.compareTo(longest) < 0; i++) {
      interval = interval.multipliedBy(FACTOR);
    }
    return interval.compareTo(longest) < 0 ? interval : longest;
  }

  /** Whether another one is mailed. */
  static boolean due(LinkStore.Requested before, Duration life) {
    Instant last = before.last();
    return last == null || !before.now().isBefore(last.plus(interval(before.number(), life)));
  }
}
