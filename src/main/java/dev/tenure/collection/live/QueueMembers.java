package dev.tenure.collection.live;

import dev.tenure.collection.AgentId;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which agents work for which queue. Phone systems don't tell it alike, but all tell whom a queue
 * offers its calls: whoever was offered one within the last seven days. Read again every minute.
 */
@Component
public class QueueMembers {

  private static final Duration LATELY = Duration.ofDays(7);
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final TodayStore store;
  private final Map<CustomerId, Reading> readings = new ConcurrentHashMap<>();

  QueueMembers(TodayStore store) {
    this.store = store;
  }

  private record Reading(Instant at, Map<String, Set<AgentId>> members) {
    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
  }

  /** The agents of each queue, at most a minute old. */
  public Map<String, Set<AgentId>> of(CustomerId customer, Instant now) {
    Reading known = readings.get(customer);
    if (known != null && known.isFresh(now)) {
      return known.members();
    }
    readings.values().removeIf(reading -> !reading.isFresh(now));
    Reading read = new Reading(now, store.members(customer, now.minus(LATELY)));
    readings.put(customer, read);
    return read.members();
  }
}
