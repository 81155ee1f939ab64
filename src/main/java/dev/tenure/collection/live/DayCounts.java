package dev.tenure.collection.live;

import dev.tenure.collection.AgentId;
import dev.tenure.collection.VisitCounts;
import dev.tenure.collection.live.TodayStore.Answers;
import dev.tenure.collection.live.TodayStore.Offers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of a day, or of some of it, come to.
 *
 * @param queues visits by queue, by name
 * @param agents visits by who answered
 * @param lastCalls when each agent's last answered call ended
 */
public record DayCounts(
    Map<String, VisitCounts> queues,
    Map<AgentId, Answers> agents,
    Map<AgentId, Offers> offers,
    Map<AgentId, Instant> lastCalls) {

  /** Of no facts. */
  static DayCounts none() {
    return new DayCounts(new TreeMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  /** These and those. */
  DayCounts plus(DayCounts other) {
    return new DayCounts(
        merged(new TreeMap<>(queues), other.queues, VisitCounts::plus),
        merged(new HashMap<>(agents), other.agents, Answers::plus),
        merged(new HashMap<>(offers), other.offers, Offers::plus),
        merged(
            new HashMap<>(lastCalls), other.lastCalls, (one, two) -> one.isAfter(two) ? one : two));
  }

  /** When the agent's last answered call or offer ended, null for none. */
  public @Nullable Instant lastCallOrOffer(AgentId agent) {
    Offers offered = offers.get(agent);
    return TodayStore.later(lastCalls.get(agent), offered == null ? null : offered.last());
  }

  private static <K, V> Map<K, V> merged(Map<K, V> into, Map<K, V> more, BinaryOperator<V> plus) {
    more.forEach((key, value) -> into.merge(key, value, plus));
    return into;
  }
}
