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

  private record AgentKey(CustomerId customer, String ref, Service service) {}

  private final SourceId source;
  private final Set<CallKey> calls = new LinkedHashSet<>();
  private final Map<AgentKey, AgentStretch> stretches = new LinkedHashMap<>();
  private final List<AgentStore.Named> named = new ArrayList<>();

  Batch(SourceId source) {
    this.source = source;
  }

  void add(CustomerId customer, Event event, Service service) {
    switch (event.what()) {
      case Happening.OnCall call -> calls.add(new CallKey(source, customer, call.call(), service));
      case Happening.OnAgent agent -> {
        named.add(new AgentStore.Named(source, customer, agent.agent(), agent.name(), event.at()));
        stretches.merge(
            new AgentKey(customer, agent.agent(), service),
            new AgentStretch(source, customer, agent.agent(), service, event.at(), event.at()),
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
