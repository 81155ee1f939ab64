package dev.tenure.reporting;

import java.time.Duration;

/**
 * A customer's own limits, in whole seconds.
 *
 * @param serviceLevel a visit answered after no more than this many seconds is within the service
 *     level
 * @param shortAbandon an abandoned visit that waited no more than this many seconds is a short one;
 *     0 makes none short
 * @param wrapUp of wrap-up after a talk, where the phone system told none
 */
public record Thresholds(int serviceLevel, int shortAbandon, int wrapUp) {

  /** What holds until somebody changes it. */
  public static final Thresholds USUAL = new Thresholds(20, 6, 0);

  /** Whether an answer after this wait is within the service level. */
  public boolean inTime(Duration wait) {
    return wait.compareTo(Duration.ofSeconds(serviceLevel)) <= 0;
  }

  /** Whether somebody who gave up after this wait counts as a short abandon. */
  public boolean isShort(Duration wait) {
    return shortAbandon > 0 && wait.compareTo(Duration.ofSeconds(shortAbandon)) <= 0;
  }
}
