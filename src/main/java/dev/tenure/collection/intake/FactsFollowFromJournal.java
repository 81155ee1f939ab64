package dev.tenure.collection.intake;

import dev.tenure.collection.intake.ProofStore.Of;
import dev.tenure.collection.intake.ProofStore.Subject;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.verify.LawCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * C6: every stored call and agent status is what its journalled events amount to, and every event
 * has its fact or is noted as waiting for it: none lost, none modelled twice.
 */
@Component
class FactsFollowFromJournal implements LawCheck {

  private static final int PORTION = 500;
  private static final int SHOWN = 10;

  private final ProofStore store;
  private final StrayStore strays;
  private final PeriodStore periods;

  FactsFollowFromJournal(ProofStore store, StrayStore strays, PeriodStore periods) {
    this.store = store;
    this.strays = strays;
    this.periods = periods;
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
    long checked = portions(Of.CALL, violations) + portions(Of.AGENT, violations);
    tell(violations, strays.callsWithoutEvents(), "calls have no event in the journal");
    tell(violations, strays.repeatedEvents(), "events are in the journal more than once");
    tell(violations, strays.callsWithGaps(), "calls lack one of their numbered entries");
    tell(
        violations,
        strays.entriesOfAnotherTime(),
        "entries misname the time of their latest event");
    tell(violations, strays.partsWithoutCall(), "segments, visits or offers have no call");
    return new Outcome(checked, violations);
  }

  private static void tell(List<String> violations, long strays, String what) {
    if (strays > 0) {
      violations.add(strays + " " + what);
    }
  }

  private long portions(Of of, List<String> violations) {
    long checked = 0;
    List<Subject> subjects = store.subjects(of, Optional.empty(), PORTION);
    while (!subjects.isEmpty() && violations.size() < SHOWN) {
      switch (of) {
        case CALL ->
            compare(of, subjects, store.calls(subjects), FactsFollowFromJournal::calls, violations);
        case AGENT -> compare(of, subjects, store.spans(subjects), AgentModel::fold, violations);
      }
      checked += subjects.size();
      subjects = store.subjects(of, Optional.of(subjects.getLast()), PORTION);
    }
    return checked;
  }

  private interface Model<T> {
    /** What there should be of the subject in the service period: one fact, several or none. */
    List<T> fold(List<Event> events, Service service);
  }

  private static List<Call> calls(List<Event> events, Service service) {
    return CallModel.fold(events, service).stream().toList();
  }

  private <T> void compare(
      Of of,
      List<Subject> subjects,
      List<ProofStore.Stored<T>> stored,
      Model<T> model,
      List<String> violations) {
    List<List<Event>> events = Refold.byRow(store.events(of, subjects), subjects.size());
    Map<Integer, Map<Instant, List<T>>> facts = new HashMap<>();
    for (ProofStore.Stored<T> one : stored) {
      facts
          .computeIfAbsent(one.row(), row -> new HashMap<>())
          .computeIfAbsent(one.serviceFrom(), from -> new ArrayList<>())
          .add(one.fact());
    }
    Set<CustomerId> customers = new LinkedHashSet<>();
    subjects.forEach(s -> customers.add(s.customer()));
    PeriodStore.Reading reading = periods.read(customers);
    for (int i = 0; i < subjects.size(); i++) {
      Subject subject = subjects.get(i);
      Map<Instant, List<T>> found = facts.getOrDefault(i + 1, Map.of());
      for (Service service : reading.of(subject.customer())) {
        compare(
            of,
            subject,
            service,
            events.get(i),
            model,
            found.getOrDefault(service.from(), List.of()),
            violations);
      }
    }
  }

  /**
   * A cut at T may be written down or still to be (A2): both are what the journal amounts to. Nor
   * need facts have followed yet of events that are noted as waiting for it.
   */
  private <T> void compare(
      Of of,
      Subject subject,
      Service service,
      List<Event> events,
      Model<T> model,
      List<T> stored,
      List<String> violations) {
    List<T> due = model.fold(events, service);
    List<T> uncut = model.fold(events, new Service(service.from(), service.until(), false));
    boolean isDue = stored.equals(due) || stored.equals(uncut);
    if (!isDue && violations.size() < SHOWN && !store.isWaiting(of, subject)) {
      violations.add(
          "%s since %s is stored as %s, its events amount to %s"
              .formatted(subject, service.from(), stored, due));
    }
  }
}
