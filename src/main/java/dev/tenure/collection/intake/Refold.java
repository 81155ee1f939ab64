package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Memory.Remembered;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Makes facts anew from the journal, for what events came or went of. Since a fact is a pure
 * function of the set of its events, order, batches and repetition of their arrival can't matter
 * (C5).
 */
@Component
class Refold {

  private final JournalStore journal;
  private final AgentJournalStore agentJournal;
  private final ProofStore facts;
  private final CallStore calls;
  private final AgentStore agents;

  Refold(
      JournalStore journal,
      AgentJournalStore agentJournal,
      ProofStore facts,
      CallStore calls,
      AgentStore agents) {
    this.journal = journal;
    this.agentJournal = agentJournal;
    this.facts = facts;
    this.calls = calls;
    this.agents = agents;
  }

  /** Brings what is stored of the calls in line with their events in the journal. */
  void calls(Set<CallKey> touched, Instant now) {
    Set<CallRef> refs = new LinkedHashSet<>();
    touched.forEach(key -> refs.add(key.call()));
    calls(touched, read(refs, call -> News.UNKNOWN_STAMP), now);
  }

  /**
   * Likewise, of calls that are known.
   *
   * @param known with all their events; what is stored of them is as it says
   * @return as they are then
   */
  Map<CallRef, Remembered> calls(
      Set<CallKey> touched, Map<CallRef, Remembered> known, Instant now) {
    Map<CallRef, Remembered> after = new HashMap<>(known);
    List<Change> changes = new ArrayList<>();
    for (CallKey key : touched) {
      Remembered before = Objects.requireNonNull(after.get(key.call()), key::toString);
      Instant from = key.service().from();
      Memory.Row row = before.rows().get(from);
      Call call = CallModel.fold(before.events(), key.service()).orElse(null);
      if (row == null && call == null) {
        continue;
      }
      UUID id = row == null ? Ids.next(now) : row.id();
      changes.add(Change.of(key, id, row == null ? null : row.call(), call));
      Map<Instant, Memory.Row> rows = new HashMap<>(before.rows());
      if (call == null) {
        rows.remove(from);
      } else {
        rows.put(from, new Memory.Row(id, call));
      }
      after.put(key.call(), new Remembered(before.stamp(), before.events(), Map.copyOf(rows)));
    }
    if (!changes.isEmpty()) {
      calls.write(changes);
    }
    return after;
  }

  /**
   * Calls of which nothing is stored if their beginning is among the events whose facts are to
   * follow, or if the journal has no others. Should it have earlier ones than the beginning all the
   * same, its row is there already and the guess fails by its key; or their facts are to follow as
   * well, and whoever writes them finds the row.
   *
   * @param calls with these events
   */
  Map<CallRef, Remembered> begun(Map<CallRef, List<Event>> calls, Function<CallRef, String> stamp) {
    Set<CallRef> older = older(calls);
    Map<CallRef, Remembered> begun = read(older, stamp);
    calls.forEach((ref, events) -> {
      if (!older.contains(ref)) {
        begun.put(ref, new Remembered(stamp.apply(ref), events, Map.of()));
      }
    });
    return begun;
  }

  private Set<CallRef> older(Map<CallRef, List<Event>> calls) {
    Set<CallRef> older = new HashSet<>();
    List<CallRef> asked = new ArrayList<>();
    calls.forEach((ref, events) -> {
      if (events.stream().noneMatch(Event::beginsCall)) {
        asked.add(ref);
      }
    });
    if (asked.isEmpty()) {
      return older;
    }
    List<Integer> counts = journal.counts(asked);
    for (int i = 0; i < asked.size(); i++) {
      if (Objects.requireNonNull(calls.get(asked.get(i))).size() != counts.get(i)) {
        older.add(asked.get(i));
      }
    }
    return older;
  }

  /** The calls as journal and facts have them. */
  Map<CallRef, Remembered> read(Collection<CallRef> calls, Function<CallRef, String> stamp) {
    Map<CallRef, Remembered> read = new HashMap<>();
    if (calls.isEmpty()) {
      return read;
    }
    List<CallRef> refs = List.copyOf(calls);
    List<List<Event>> events = byRow(journal.ofCalls(refs), refs.size());
    Map<CallRef, Map<Instant, Memory.Row>> rows = stored(refs);
    for (int i = 0; i < refs.size(); i++) {
      CallRef ref = refs.get(i);
      read.put(
          ref,
          new Remembered(
              stamp.apply(ref), events.get(i), Map.copyOf(rows.getOrDefault(ref, Map.of()))));
    }
    return read;
  }

  private Map<CallRef, Map<Instant, Memory.Row>> stored(List<CallRef> calls) {
    Map<CallRef, Map<Instant, Memory.Row>> rows = new HashMap<>();
    if (calls.isEmpty()) {
      return rows;
    }
    List<ProofStore.Subject> subjects =
        calls.stream().map(c -> new ProofStore.Subject(c.customer(), c.ref(), c.source())).toList();
    for (ProofStore.Stored<Call> stored : facts.calls(subjects)) {
      rows.computeIfAbsent(calls.get(stored.row() - 1), ref -> new HashMap<>())
          .put(stored.serviceFrom(), new Memory.Row(stored.id(), stored.fact()));
    }
    return rows;
  }

  /** Stretches of one agent and service period must have been made one. */
  void agents(Collection<AgentStretch> touched) {
    if (touched.isEmpty()) {
      return;
    }
    List<AgentStretch> stretches = List.copyOf(touched);
    List<List<Event>> events = byRow(agentJournal.of(stretches), stretches.size());
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
            .min(Comparator.naturalOrder())
            .orElse(stretch.earliest());
    // What begins with the event after the stretch stays as it is: its end isn't among these
    // events.
    Optional<Instant> next =
        events.stream()
            .map(Event::at)
            .filter(at -> at.isAfter(stretch.latest()))
            .max(Comparator.naturalOrder());
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
