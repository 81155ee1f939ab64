package dev.tenure.collection;

import java.util.OptionalInt;

/**
 * Queue visits, counted. A visit is one stay of a call in a queue, or an attempt to enter it that
 * the queue refused.
 *
 * @param offered all of them, those that still wait and refused ones too
 * @param answered somebody took the call out of the queue
 * @param inTime answered within the service level's wait
 * @param abandoned the caller gave up before an answer
 * @param shortAbandons abandoned after a wait no longer than that of a short abandon
 * @param refused the queue took no caller
 */
public record VisitCounts(
    int offered, int answered, int inTime, int abandoned, int shortAbandons, int refused) {

  /** None. */
  public static VisitCounts none() {
    return new VisitCounts(0, 0, 0, 0, 0, 0);
  }

  /** These and those. */
  public VisitCounts plus(VisitCounts other) {
    return new VisitCounts(
        offered + other.offered,
        answered + other.answered,
        inTime + other.inTime,
        abandoned + other.abandoned,
        shortAbandons + other.shortAbandons,
        refused + other.refused);
  }

  /**
   * Per cent, rounded half up: answered in time ÷ (answered + abandoned − short abandons); empty
   * where nothing counts.
   */
  public OptionalInt serviceLevel() {
    return percent(inTime, answered + abandoned - shortAbandons);
  }

  /** Per cent, rounded half up: abandoned ÷ (answered + abandoned); empty where nothing counts. */
  public OptionalInt abandonedShare() {
    return percent(abandoned, answered + abandoned);
  }

  private static OptionalInt percent(int part, int whole) {
    return whole <= 0 ? OptionalInt.empty() : OptionalInt.of((200 * part + whole) / (2 * whole));
  }
}
