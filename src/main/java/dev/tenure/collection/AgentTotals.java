package dev.tenure.collection;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an agent's day amounts to.
 *
 * @param byStatus how long the agent was what; holds are taken out of the talks they lie in
 * @param byReason of the time not ready, by its reason; '' where none was told
 * @param cut whether something was open at T and ends there (C4)
 */
public record AgentTotals(
    Map<AgentStatus, Duration> byStatus, Map<String, Duration> byReason, boolean cut) {

  /** Wraps the maps. */
  public AgentTotals {
    byStatus = Collections.unmodifiableMap(new EnumMap<>(byStatus));
    byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
  }

  /** Sums the spells up. */
  public static AgentTotals of(Collection<AgentSpell> spells) {
    Map<AgentStatus, Duration> byStatus = new EnumMap<>(AgentStatus.class);
    Map<String, Duration> byReason = new TreeMap<>();
    boolean cut = false;
    for (AgentStatus status : AgentStatus.values()) {
      byStatus.put(status, Duration.ZERO);
    }
    for (AgentSpell spell : spells) {
      Duration held = spell.held().compareTo(spell.length()) > 0 ? spell.length() : spell.held();
      byStatus.merge(spell.status(), spell.length().minus(held), Duration::plus);
      byStatus.merge(AgentStatus.ON_HOLD, held, Duration::plus);
      if (spell.status() == AgentStatus.NOT_READY) {
        byReason.merge(spell.detail(), spell.length(), Duration::plus);
      }
      cut |= spell.cut();
    }
    return new AgentTotals(byStatus, byReason, cut);
  }

  /** How long the agent was that. */
  public Duration of(AgentStatus status) {
    return byStatus.getOrDefault(status, Duration.ZERO);
  }

  /** Talking, in whatever way. */
  public Duration talking() {
    return sum(AgentStatus::isTalking);
  }

  /** Talking, on hold and wrapping up. */
  public Duration handling() {
    return sum(AgentStatus::isHandling);
  }

  /** Waiting for a call, while one rings too. */
  public Duration available() {
    return sum(AgentStatus::isAvailable);
  }

  /** All the time in which anything is known of the agent. */
  public Duration loggedIn() {
    return sum(status -> status != AgentStatus.LOGGED_OUT);
  }

  /** Per cent: handling ÷ (handling + available), not ready excluded; empty where both are none. */
  public OptionalInt occupancy() {
    long handling = handling().toMillis();
    long whole = handling + available().toMillis();
    return whole == 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) ((200 * handling + whole) / (2 * whole)));
  }

  private Duration sum(java.util.function.Predicate<AgentStatus> which) {
    return byStatus.entrySet().stream()
        .filter(each -> which.test(each.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
