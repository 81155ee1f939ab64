package dev.tenure.reporting;

/**
 * Agents' time, in microseconds, cut to the time reported.
 *
 * @param loggedIn in any status, as far as statuses are told
 * @param handling talking or in wrap-up, whichever status stood meanwhile
 * @param available ready and not talking
 * @param untold of the handling, what lies before the phone system first reported a status of the
 *     agent; nothing is known of the time around it (C13)
 * @param told whether a status was ever reported of somebody meant; true until something else is
 *     said
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

  /** Where all is told. */
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

  /** The same, of whom statuses are told or not. */
  public AgentSums told(boolean are) {
    return new AgentSums(loggedIn, notReady, wrapUp, handling, available, untold, are);
  }

  /** Whether the times of statuses mean anything: what isn't told is never nought (C13). */
  public boolean isTold() {
    return told && (loggedIn > 0 || untold == 0);
  }
}
