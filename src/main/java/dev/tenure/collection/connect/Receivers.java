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
 * Who gets the events of a phone system, and in which service each customer was told who is logged
 * in: in each once, whether a reinstatement or a new rule brought it (C8).
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
   * What is different from before.
   *
   * @param begun customers who are to be told who is logged in
   * @param rules whether rules came or went
   */
  record News(Set<String> begun, boolean rules) {
    boolean any() {
      return rules || !begun.isEmpty();
    }
  }

  /** At the beginning of a connection, all who are in service are told. */
  void begin(Instant theirNow) {
    present = memory.receivers(source);
    toldSince.clear();
    begunBy(theirNow);
  }

  /** Reads again who they are. */
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
   * The customers whose service has begun by the phone system's clock, and who weren't told in it:
   * what is stamped earlier would lie outside of it.
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
