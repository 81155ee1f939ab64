package dev.tenure.collection.intake;

import dev.tenure.collection.intake.ProofStore.Of;
import dev.tenure.collection.intake.ProofStore.Subject;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.verify.LawCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * C6: every stored call and agent status is what its journalled events amount to, and every event has
 * its fact: none lost, none modelled twice.
 */
@Component
class FactsFollowFromJournal implements LawCheck {

  private static final int PORTION = 500;
  private static final int SHOWN = 10;
  private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

  private final ProofStore store;
  private final JournalStore journal;
  private final PeriodStore periods;

  FactsFollowFromJournal(ProofStore store, JournalStore journal, PeriodStore periods) {
    this.store = store;
    this.journal = journal;
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

  private record Place(Subject subject, Service service) {}

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>();
    long checked = portions(Of.CALL, violations) + portions(Of.AGENT, violations);
    long orphans = store.callsWithoutEvents();
    if (orphans > 0) {
      violations.add(orphans + " calls have no event in the journal");
    }
    return new Outcome(checked, violations);
  }

  private long portions(Of of, List<String> violations) {
    long checked = 0;
    List<Subject> subjects = store.subjects(of, Optional.empty(), PORTION);
    while (!subjects.isEmpty() && violations.size() < SHOWN) {
      List<Place> places = places(subjects);
      switch (of) {
        case CALL -> calls(places, violations);
        case AGENT -> agents(places, violations);
      }
      checked += subjects.size();
      subjects = store.subjects(of, Optional.of(subjects.getLast()), PORTION);
    }
    return checked;
  }

  private List<Place> places(List<Subject> subjects) {
    Set<CustomerId> customers = new LinkedHashSet<>();
    subjects.forEach(s -> customers.add(s.customer()));
    PeriodStore.Reading reading = periods.read(customers);
    return subjects.stream()
        .flatMap(s -> reading.of(s.customer()).stream().map(service -> new Place(s, service)))
        .toList();
  }

  private void calls(List<Place> places, List<String> violations) {
    List<CallKey> keys =
        places.stream()
            .map(p -> new CallKey(p.subject.source(), p.subject.customer(), p.subject.ref(), p.service))
            .toList();
    List<List<Event>> events = Refold.byRow(journal.ofCalls(keys), keys.size());
    for (int i = 0; i < keys.size(); i++) {
      List<Event> told = events.get(i);
      compare(
          places.get(i), service -> CallModel.fold(told, service), store.call(keys.get(i)), violations);
    }
  }

  private void agents(List<Place> places, List<String> violations) {
    List<AgentStretch> stretches =
        places.stream()
            .map(
                p ->
                    new AgentStretch(
                        p.subject.source(),
                        p.subject.customer(),
                        p.subject.ref(),
                        p.service,
                        p.service.from(),
                        p.service.until() == null ? FAR : p.service.until()))
            .toList();
    List<List<Event>> events = Refold.byRow(journal.ofAgents(stretches), stretches.size());
    for (int i = 0; i < stretches.size(); i++) {
      List<Event> told = events.get(i);
      compare(
          places.get(i),
          service -> AgentModel.fold(told, service),
          store.spans(stretches.get(i)),
          violations);
    }
  }

  /** A cut at T may be written down or still to be (A2): both are what the journal amounts to. */
  private static void compare(
      Place place, Function<Service, Object> fold, Object stored, List<String> violations) {
    Service service = place.service();
    Object due = fold.apply(service);
    Object uncut = fold.apply(new Service(service.from(), service.until(), false));
    if (!stored.equals(due) && !stored.equals(uncut) && violations.size() < SHOWN) {
      violations.add(
          "%s since %s is stored as %s, its events amount to %s"
              .formatted(place.subject(), service.from(), stored, due));
    }
  }
}
