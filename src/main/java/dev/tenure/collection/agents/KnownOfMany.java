package dev.tenure.collection.agents;

import dev.tenure.collection.AgentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of several agents, gathered piece by piece. */
public final class KnownOfMany {

  private final Map<AgentId, List<Known.Told>> told = new HashMap<>();
  private final Map<AgentId, List<Known.Talk>> talks = new HashMap<>();
  private final Map<AgentId, List<Known.Ring>> rings = new HashMap<>();
  private final Map<AgentId, Instant> firstTold = new HashMap<>();

  /** When the phone system first reported a status of that agent. */
  void firstTold(AgentId agent, Instant at) {
    firstTold.put(agent, at);
  }

  void add(AgentId agent, Known.Told each) {
    told.computeIfAbsent(agent, id -> new ArrayList<>()).add(each);
  }

  void add(AgentId agent, Known.Talk each) {
    talks.computeIfAbsent(agent, id -> new ArrayList<>()).add(each);
  }

  void add(AgentId agent, Known.Ring each) {
    rings.computeIfAbsent(agent, id -> new ArrayList<>()).add(each);
  }

  /** What is known of the agent so far. */
  public Known of(AgentId agent) {
    return new Known(
        told.getOrDefault(agent, List.of()),
        talks.getOrDefault(agent, List.of()),
        rings.getOrDefault(agent, List.of()),
        firstTold.get(agent));
  }

  Map<AgentId, Known> byAgent() {
    Map<AgentId, Known> all = new HashMap<>();
    for (Map<AgentId, ?> each : List.of(told, talks, rings)) {
      each.keySet().forEach(agent -> all.computeIfAbsent(agent, this::of));
    }
    return all;
  }
}
