package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.told.Receiver;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The customers that get the events of a phone system. Each gets the statuses of logged-in agents
 * once in each of its service periods, also after a reinstatement or a new rule (C8).
 */
final class Receivers {

  private final SourceId source;
  private final LinkMemory memory;
  private final Map<String, Instant> toldSince = new HashMap<>();
  private Map<String, Receiver> present;

  Receivers(SourceId source, LinkMemory memory) {
    this.source = source;
    this.memory = memory;
    this.present = memory.receivers(source);
  }

  /**
   * The changes since the last time.
   *
   * @param begun customers that have not yet got the statuses of agents
   * @param rules whether rules were added or removed
   */
  record News(Set<String> begun, boolean rules) {
    boolean any() {
      return rules || !begun.isEmpty();
    }
  }

  /** At the beginning of a connection, all customers in service get them. */
  void begin(Instant theirNow) {
    present = memory.receivers(source);
    toldSince.clear();
    begunBy(theirNow);
  }

  /** Reads the customers again. */
  News look(Instant theirNow) {
    Set<String> rules = present.keySet();
    present = memory.receivers(source);
    return new News(begunBy(theirNow), !rules.equals(present.keySet()));
  }

  /** By rule. */
  Map<String, String> customers() {
    Map<String, String> customers = new TreeMap<>();
    present.forEach((rule, receiver) -> customers.put(rule, receiver.customer()));
    return customers;
  }

  /**
   * The customers whose service has begun by the phone system's clock and that have not got the
   * statuses in it: events with an earlier time would lie outside it.
   */
  private Set<String> begunBy(Instant theirNow) {
    Set<String> begun = new TreeSet<>();
    for (Receiver each : present.values()) {
      Instant since = each.since();
      if (since != null
          && !since.isAfter(theirNow)
          && !since.equals(toldSince.put(each.customer(), since))) {
        begun.add(each.customer());
      }
    }
    return begun;
  }
}
