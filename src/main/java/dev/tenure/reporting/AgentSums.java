package dev.tenure.reporting;

/**
 * Agents' time, in microseconds, cut to the time reported.
 *
 * @param loggedIn in any status
 * @param handling talking or in wrap-up, whichever status stood meanwhile
 * @param available ready and not talking
 */
public record AgentSums(long loggedIn, long notReady, long wrapUp, long handling, long available) {

  /** Nobody was there. */
  public static final AgentSums NONE = new AgentSums(0, 0, 0, 0, 0);

  /** Of both together. */
  public AgentSums plus(AgentSums other) {
    return new AgentSums(
        loggedIn + other.loggedIn,
        notReady + other.notReady,
        wrapUp + other.wrapUp,
        handling + other.handling,
        available + other.available);
  }
}
