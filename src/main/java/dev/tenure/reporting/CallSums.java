package dev.tenure.reporting;

/**
 * Sums over calls and over offers to agents; each belongs to the instant at which it began.
 *
 * @param answered of the calls: somebody took it
 * @param talk of the calls that are over, in microseconds; holds are inside
 * @param offers how often a visit rang at an agent
 * @param unanswered of the offers: nobody picked up, or the agent rejected it
 */
public record CallSums(long calls, long answered, long talk, long offers, long unanswered) {

  /** No call. */
  public static final CallSums NONE = new CallSums(0, 0, 0, 0, 0);

  /** Of both together. */
  public CallSums plus(CallSums other) {
    return new CallSums(
        calls + other.calls,
        answered + other.answered,
        talk + other.talk,
        offers + other.offers,
        unanswered + other.unanswered);
  }
}
