package dev.tenure.collection.intake;

import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.verify.LawCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * C6: every stored call and agent span is what its journalled events amount to, and each event has its
 * fact: none lost, none modelled twice.
 */
@Component
class FactsFollowFromJournal implements LawCheck {

  private static final int SHOWN = 10;

  private final ProofStore store;

  FactsFollowFromJournal(ProofStore store) {
    this.store = store;
  }

  @Override
  public String rule() {
    return "C6";
  }

  @Override
  public String sentence() {
    return "calls and agent statuses are what the journal amounts to";
  }

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>();
    long[] checked = new long[1];
    store.eachCall(
        (subject, events) -> {
          checked[0]++;
          for (Service service : store.services(subject.customer())) {
            compare(
                violations,
                "Call " + subject,
                CallModel.fold(events, service).map(call -> ProofStore.words(call)),
                store.storedCall(subject, service));
          }
        });
    store.eachAgent(
        (subject, events) -> {
          checked[0]++;
          for (Service service : store.services(subject.customer())) {
            compare(
                violations,
                "Agent " + subject,
                spans(events, service),
                store.storedSpans(subject, service));
          }
        });
    long orphans = store.callsWithoutEvents();
    if (orphans > 0) {
      violations.add(orphans + " calls have no event in the journal");
    }
    return new Outcome(checked[0], violations.stream().limit(SHOWN).toList());
  }

  private static Object spans(List<Event> events, Service service) {
    return AgentModel.fold(events, service).stream().map(span -> ProofStore.words(span)).toList();
  }

  private static void compare(List<String> violations, String what, Object due, Object stored) {
    if (!due.equals(stored) && violations.size() < SHOWN) {
      violations.add("%s is stored as %s, its events amount to %s".formatted(what, stored, due));
    }
  }
}
