package dev.tenure.collection.intake;

import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Makes facts anew from the journal, for what events came or went of. Since a fact is a pure
 * function of the set of its events, order, batches and repetition of their arrival can't matter
 * (C5).
 */
@Component
class Refold {

  private final JournalStore journal;
  private final CallStore calls;
  private final AgentStore agents;

  Refold(JournalStore journal, CallStore calls, AgentStore agents) {
    this.journal = journal;
    this.calls = calls;
    this.agents = agents;
  }

  void calls(Set<CallKey> touched) {
    if (touched.isEmpty()) {
      return;
    }
    List<CallKey> keys = List.copyOf(touched);
    List<List<Event>> events = byRow(journal.ofCalls(keys), keys.size());
    Map<CallKey, Call> folded = new LinkedHashMap<>();
    List<CallKey> gone = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      CallKey key = keys.get(i);
      CallModel.fold(events.get(i), key.service())
          .ifPresentOrElse(call -> folded.put(key, call), () -> gone.add(key));
    }
    if (!gone.isEmpty()) {
      calls.remove(gone);
    }
    if (!folded.isEmpty()) {
      calls.write(folded);
    }
  }

  /** Stretches of one agent and service period must have been made one. */
  void agents(Collection<AgentStretch> touched) {
    if (touched.isEmpty()) {
      return;
    }
    List<AgentStretch> stretches = List.copyOf(touched);
    List<List<Event>> events = byRow(journal.ofAgents(stretches), stretches.size());
    List<AgentStore.Replacement> replacements = new ArrayList<>();
    for (int i = 0; i < stretches.size(); i++) {
      replacements.add(replacement(stretches.get(i), events.get(i)));
    }
    agents.replace(replacements);
  }

  private static AgentStore.Replacement replacement(AgentStretch stretch, List<Event> events) {
    Instant from =
        events.stream()
            .map(Event::at)
            .filter(at -> at.isBefore(stretch.earliest()))
            .findAny()
            .orElse(stretch.earliest());
    // What begins with the event after the stretch stays as it is: its end isn't among these
    // events.
    Optional<Instant> next =
        events.stream().map(Event::at).filter(at -> at.isAfter(stretch.latest())).findAny();
    List<AgentSpan> spans =
        AgentModel.fold(events, stretch.service()).stream()
            .filter(span -> next.isEmpty() || span.startedAt().isBefore(next.get()))
            .toList();
    return new AgentStore.Replacement(stretch, from, next.orElse(null), spans);
  }

  /** The events of each row of a question. */
  static List<List<Event>> byRow(List<JournalStore.Found> found, int rows) {
    List<List<Event>> events = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      events.add(new ArrayList<>());
    }
    found.forEach(f -> events.get(f.row() - 1).add(f.event()));
    return events;
  }
}
