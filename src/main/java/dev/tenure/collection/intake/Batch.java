package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch of newly journalled events touches. */
final class Batch {

  private record AgentKey(SourceId source, CustomerId customer, String ref, Service service) {}

  private final Set<CallKey> calls = new LinkedHashSet<>();
  private final Map<CallRef, List<Event>> events = new LinkedHashMap<>();
  private final Map<AgentKey, AgentStretch> stretches = new LinkedHashMap<>();
  private final List<AgentStore.Named> named = new ArrayList<>();

  void add(SourceId source, CustomerId customer, Event event, Service service) {
    switch (event.what()) {
      case Happening.OnCall call -> {
        CallRef ref = new CallRef(source, customer, call.call());
        calls.add(new CallKey(ref, service));
        events.computeIfAbsent(ref, r -> new ArrayList<>()).add(event);
      }
      case Happening.OnAgent agent -> {
        named.add(new AgentStore.Named(source, customer, agent.agent(), agent.name(), event.at()));
        stretches.merge(
            new AgentKey(source, customer, agent.agent(), service),
            new AgentStretch(source, customer, agent.agent(), service, event.at(), event.at()),
            AgentStretch::with);
      }
    }
  }

  Set<CallKey> calls() {
    return calls;
  }

  /** The events themselves, by call. */
  Map<CallRef, List<Event>> events() {
    return events;
  }

  Collection<AgentStretch> stretches() {
    return stretches.values();
  }

  List<AgentStore.Named> agents() {
    return named;
  }
}
