package dev.tenure.reporting;

/**
 * Agents' time, in microseconds, cut to the time reported.
 *
 * @param loggedIn in any status, as far as statuses are reported
 * @param handling talking or in wrap-up, whichever status stood meanwhile
 * @param available ready and not talking
 * @param untold the part of the handling before the phone system first reported a status of the
 *     agent; the time around it isn't known (C13)
 * @param told whether a status of any of these agents was ever reported; true by default
 */
public record AgentSums(
    long loggedIn,
    long notReady,
    long wrapUp,
    long handling,
    long available,
    long untold,
    boolean told) {

  /** Nobody was there. */
  public static final AgentSums NONE = new AgentSums(0, 0, 0, 0, 0);

  /** With all statuses told. */
  public AgentSums(long loggedIn, long notReady, long wrapUp, long handling, long available) {
    this(loggedIn, notReady, wrapUp, handling, available, 0, true);
  }

  /** Of both together. */
  public AgentSums plus(AgentSums other) {
    return new AgentSums(
        loggedIn + other.loggedIn,
        notReady + other.notReady,
        wrapUp + other.wrapUp,
        handling + other.handling,
        available + other.available,
        untold + other.untold,
        told && other.told);
  }

  /** The same, with statuses told or not. */
  public AgentSums told(boolean are) {
    return new AgentSums(loggedIn, notReady, wrapUp, handling, available, untold, are);
  }

  /** Whether the times of statuses are known: what isn't told is never zero (C13). */
  public boolean isTold() {
    return told && (loggedIn > 0 || untold == 0);
  }
}
