package dev.tenure.reporting;

/**
 * Everything that measures are worked out from. Figures of parts add up to the figures of the
 * whole, whatever the parts are: times, queues, agents.
 */
public record Figures(VisitSums visits, CallSums calls, AgentSums agents) {

  /** Nothing happened. */
  public static final Figures NONE = new Figures(VisitSums.NONE, CallSums.NONE, AgentSums.NONE);

  /** Of both together. */
  public Figures plus(Figures other) {
    return new Figures(
        visits.plus(other.visits), calls.plus(other.calls), agents.plus(other.agents));
  }

  /** The same with these agents' times. */
  public Figures with(AgentSums time) {
    return new Figures(visits, calls, time);
  }

  /** The same, with agents' statuses told or not. */
  public Figures told(boolean are) {
    return with(agents.told(are));
  }

  /** Whether nothing at all happened. */
  public boolean isNothing() {
    return told(true).equals(NONE);
  }
}
