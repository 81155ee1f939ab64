package dev.tenure.collection.intake;

import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.platform.CustomerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a transaction takes for the journal: events of calls and of agents, none twice (C5). */
final class Taking {

  /** Of each call by their ids, in the order of their coming. */
  private final Map<SourceCall, Map<String, Kept>> calls = new TreeMap<>(SourceCall.ORDER);

  private final Map<AgentJournalStore.Key, Kept> agents = new LinkedHashMap<>();

  /** An event that is to be kept, unless the journal has it. */
  record Kept(Parcel parcel, FactRef of, SentEvent sent) {
    private AgentJournalStore.Row row() {
      return new AgentJournalStore.Row((AgentRef) of, sent);
    }
  }

  /**
   * What is new of the calls.
   *
   * @param entries for the journal, in their order
   * @param left what the journal has of each call once they are in it
   */
  record NewOfCalls(
      List<Kept> events,
      List<JournalStore.Entry> entries,
      Map<SourceCall, JournalMemory.Remembered> left) {}

  void take(Parcel parcel, FactRef of, SentEvent sent) {
    Kept kept = new Kept(parcel, of, sent);
    switch (of) {
      case CallRef call ->
          calls
              .computeIfAbsent(call.asTold(), told -> new LinkedHashMap<>())
              .putIfAbsent(sent.event().id(), kept);
      case AgentRef agent -> agents.putIfAbsent(kept.row().key(), kept);
    }
  }

  Set<SourceCall> calls() {
    return calls.keySet();
  }

  boolean tellsBeginning(SourceCall call) {
    return calls.getOrDefault(call, Map.of()).values().stream()
        .map(kept -> kept.sent().event())
        .anyMatch(Event::beginsCall);
  }

  Map<AgentJournalStore.Key, Kept> agents() {
    return agents;
  }

  /** Of the agents' events, in their order. */
  List<AgentJournalStore.Row> rows() {
    return agents.values().stream().map(Kept::row).sorted(AgentJournalStore.Row.ORDER).toList();
  }

  /**
   * What the journal hasn't of the calls.
   *
   * @param known what it has, nothing of a call that isn't among the keys
   * @param reading of the events' customers
   */
  NewOfCalls beyond(Map<SourceCall, Known> known, PeriodStore.Reading reading) {
    NewOfCalls news = new NewOfCalls(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    calls.forEach((call, events) -> {
      Known before = known.getOrDefault(call, Known.NOTHING);
      Map<CustomerId, List<Kept>> fresh = new LinkedHashMap<>();
      for (Kept kept : events.values()) {
        if (!before.ids().contains(kept.sent().event().id())) {
          fresh.computeIfAbsent(kept.of().customer(), owner -> new ArrayList<>()).add(kept);
        }
      }
      Known after = before;
      for (Map.Entry<CustomerId, List<Kept>> of : fresh.entrySet()) {
        List<SentEvent> sent = of.getValue().stream().map(Kept::sent).toList();
        news.events().addAll(of.getValue());
        news.entries().add(new JournalStore.Entry(call, after.parts(), of.getKey(), sent));
        after = after.with(of.getKey(), ids(sent));
      }
      // Whose periods weren't read may have lost events since then.
      String stamp = after.customer() == null ? null : reading.stamps().get(after.customer());
      if (stamp != null) {
        boolean over =
            events.values().stream()
                .anyMatch(kept -> kept.sent().event().what() instanceof Happening.CallEnded);
        news.left().put(call, new JournalMemory.Remembered(after, stamp, over));
      }
    });
    return news;
  }

  private static Set<String> ids(List<SentEvent> sent) {
    String[] ids = new String[sent.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = sent.get(i).event().id();
    }
    return Set.of(ids);
  }
}
