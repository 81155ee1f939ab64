package dev.tenure.collection;

import java.util.List;

/**
 * An agent's day, as far as it has come.
 *
 * @param spells in order, without overlaps; none where the agent was logged out
 * @param answered queue visits of the day that the agent answered
 * @param offered offers of the day that rang at the agent
 * @param notAnswered of those the ones that were not answered or were declined (RNA)
 */
public record AgentDay(
    AgentId id,
    String ref,
    String name,
    List<AgentSpell> spells,
    AgentTotals totals,
    int answered,
    int offered,
    int notAnswered) {

  /** Copies the list. */
  public AgentDay {
    spells = List.copyOf(spells);
  }
}
