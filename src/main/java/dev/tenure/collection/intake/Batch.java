package dev.tenure.collection.intake;

import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What newly journalled events touch. */
final class Batch {

  private record AgentKey(AgentRef agent, Service service) {}

  private final Set<CallKey> calls = new LinkedHashSet<>();
  private final Map<AgentKey, AgentStretch> stretches = new LinkedHashMap<>();
  private final List<AgentStore.Named> named = new ArrayList<>();

  /** Adds an event that lies in the service period. */
  void add(FactRef of, Event event, Service service) {
    switch (of) {
      case CallRef call -> calls.add(new CallKey(call, service));
      case AgentRef agent -> {
        if (event.what() instanceof Happening.OnAgent told) {
          named.add(
              new AgentStore.Named(
                  agent.source(), agent.customer(), agent.ref(), told.name(), event.at()));
        }
        stretches.merge(
            new AgentKey(agent, service),
            new AgentStretch(
                agent.source(), agent.customer(), agent.ref(), service, event.at(), event.at()),
            AgentStretch::with);
      }
    }
  }

  Set<CallKey> calls() {
    return calls;
  }

  Collection<AgentStretch> stretches() {
    return stretches.values();
  }

  List<AgentStore.Named> agents() {
    return named;
  }
}
