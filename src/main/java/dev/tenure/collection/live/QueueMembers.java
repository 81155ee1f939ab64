package dev.tenure.collection.live;

import dev.tenure.collection.AgentId;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The agents in each queue. Phone systems report this differently, but most report offers: an agent
 * is in a queue if it was offered a call within the last seven days, or answered one without a
 * reported status. The last hour is read again every minute, all seven days every ten minutes.
 */
@Component
public class QueueMembers {

  private static final Duration LATELY = Duration.ofDays(7);
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration WHOLE = Duration.ofMinutes(10);
  private static final Duration AGAIN = Duration.ofHours(1);

  private final QueueMemberStore store;
  private final Map<CustomerId, Reading> readings = new ConcurrentHashMap<>();

  QueueMembers(QueueMemberStore store) {
    this.store = store;
  }

  /**
   * What was read.
   *
   * @param at when
   * @param wholeAt when all of it was
   * @param last when each queue last offered a call to whom
   */
  private record Reading(Instant at, Instant wholeAt, Map<String, Map<AgentId, Instant>> last) {

    boolean isFresh(Instant now) {
      return isWithin(FRESH, at, now);
    }

    boolean isWorthAddingTo(Instant now) {
      return isWithin(WHOLE, wholeAt, now);
    }

    private static boolean isWithin(Duration span, Instant since, Instant now) {
      return !now.isBefore(since) && now.isBefore(since.plus(span));
    }

    Map<String, Set<AgentId>> members(Instant now) {
      Instant earliest = now.minus(LATELY);
      Map<String, Set<AgentId>> members = new TreeMap<>();
      last.forEach((queue, agents) ->
          agents.forEach((agent, at) -> {
            if (!at.isBefore(earliest)) {
              members.computeIfAbsent(queue, name -> new HashSet<>()).add(agent);
            }
          }));
      return members;
    }
  }

  /** The agents of each queue; whom it offered a call is here after a minute. */
  public Map<String, Set<AgentId>> of(CustomerId customer, Instant now) {
    Reading known = readings.get(customer);
    if (known == null || !known.isFresh(now)) {
      readings.values().removeIf(reading -> !reading.isWorthAddingTo(now));
      known = read(customer, now, readings.get(customer));
      readings.put(customer, known);
    }
    return known.members(now);
  }

  private Reading read(CustomerId customer, Instant now, @Nullable Reading before) {
    if (before == null) {
      return new Reading(now, now, store.lastOffers(customer, now.minus(LATELY)));
    }
    Map<String, Map<AgentId, Instant>> last = new TreeMap<>();
    before.last().forEach((queue, agents) -> last.put(queue, new HashMap<>(agents)));
    store
        .lastOffers(customer, now.minus(AGAIN))
        .forEach(
            (queue, agents) -> last.computeIfAbsent(queue, name -> new HashMap<>()).putAll(agents));
    return new Reading(now, before.wholeAt(), last);
  }
}
