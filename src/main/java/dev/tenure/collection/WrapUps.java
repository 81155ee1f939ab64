package dev.tenure.collection;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wrap-up that follows a queue call where the phone system reports none.
 *
 * @param usual after any queue without its own
 * @param byQueue for queues with their own, zero for none
 */
public record WrapUps(Duration usual, Map<String, Duration> byQueue) {

  /** Wraps the map. */
  public WrapUps {
    byQueue = Collections.unmodifiableMap(new TreeMap<>(byQueue));
  }

  /** The same after every queue. */
  public static WrapUps of(Duration usual) {
    return new WrapUps(usual, Map.of());
  }

  /** After a call of that queue. */
  public Duration after(String queue) {
    return byQueue.getOrDefault(queue, usual);
  }

  /** The longest of all; zero if no queue has one. */
  public Duration longest() {
    return byQueue.values().stream()
        .filter(each -> each.compareTo(usual) > 0)
        .max(Duration::compareTo)
        .orElse(usual);
  }

  /** Whether any queue has a wrap-up. */
  public boolean any() {
    return !longest().isZero();
  }
}
