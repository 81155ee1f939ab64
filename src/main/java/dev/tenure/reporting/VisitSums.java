package dev.tenure.reporting;

/**
 * Sums over queue visits; each belongs to the instant at which it began. Spans in microseconds.
 *
 * @param offered every attempt to enter a queue, refused ones included
 * @param answeredInTime of the answered: within the service level
 * @param abandonedInTime of the abandoned: within the service level's time
 * @param shortAbandons of the abandoned: short ones
 * @param overflowed moved on before an answer
 * @param leftOtherwise left by time-out, key, empty queue, withdrawal or the end of service
 * @param transferred of the answered: moved on after the answer
 * @param handled of the answered: those whose talk is over
 * @param longestWait of all that waited
 * @param talk of the handled; holds are inside
 * @param wrapUp wrap-up that followed their talk
 */
public record VisitSums(
    long offered,
    long answered,
    long answeredInTime,
    long abandoned,
    long abandonedInTime,
    long shortAbandons,
    long refused,
    long overflowed,
    long leftOtherwise,
    long transferred,
    long handled,
    long waitOfAnswered,
    long waitOfAbandoned,
    long longestWait,
    long talk,
    long held,
    long wrapUp) {

  /** No visit. */
  public static final VisitSums NONE =
      new VisitSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of both together. */
  public VisitSums plus(VisitSums other) {
    return new VisitSums(
        offered + other.offered,
        answered + other.answered,
        answeredInTime + other.answeredInTime,
        abandoned + other.abandoned,
        abandonedInTime + other.abandonedInTime,
        shortAbandons + other.shortAbandons,
        refused + other.refused,
        overflowed + other.overflowed,
        leftOtherwise + other.leftOtherwise,
        transferred + other.transferred,
        handled + other.handled,
        waitOfAnswered + other.waitOfAnswered,
        waitOfAbandoned + other.waitOfAbandoned,
        Math.max(longestWait, other.longestWait),
        talk + other.talk,
        held + other.held,
        wrapUp + other.wrapUp);
  }
}
