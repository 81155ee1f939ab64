package dev.tenure.billing;

import dev.tenure.billing.draft.Days;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What joining two holders, or undoing it, does to their licences from a day on (D14). */
final class JoinSteps {

  /**
   * A licence of the agent's that ended by the join because its person held the same part.
   *
   * @param until its end, null when none was set
   */
  record Covered(PartNumber part, @Nullable LocalDate until) {}

  private JoinSteps() {}

  /**
   * The agent's licences end; the person gets those days of them that it doesn't hold, as the same
   * licence.
   *
   * @param lasting parts with a minimum term, the rest of which the person's licence takes over
   */
  static List<LicenceStep> join(
      Holder person, Holder agent, LocalDate day, Predicate<PartNumber> lasting) {
    List<LicenceStep> steps = new ArrayList<>();
    for (Holder.Held held : agent.licences()) {
      if (!held.reaches(day)) {
        continue;
      }
      LocalDate start = held.from().isAfter(day) ? held.from() : day;
      steps.add(new LicenceStep.End(agent.id(), agent.name(), held.part(), held.from(), start));
      for (Days.Span span :
          Days.of(start, held.until()).without(days(person, held.part())).spans()) {
        steps.add(
            new LicenceStep.Begin(
                person.id(),
                person.name(),
                held.part(),
                span.from(),
                end(span),
                span.from().equals(start) ? agent.id() : null,
                held.trialUntil()));
      }
      if (lasting.test(held.part())) {
        person.licences().stream()
            .filter(own -> own.part().equals(held.part()) && own.on(start))
            .forEach(own ->
                steps.add(
                    new LicenceStep.Link(
                        person.id(), person.name(), own.part(), own.from(), agent.id())));
      }
    }
    return steps;
  }

  /** The licences that the join ended and of which the person held all days. */
  static List<Covered> covered(Holder person, Holder agent, LocalDate day) {
    return agent.licences().stream()
        .filter(held -> held.reaches(day))
        .filter(held -> {
          LocalDate start = held.from().isAfter(day) ? held.from() : day;
          return days(person, held.part()).contains(start);
        })
        .map(held -> new Covered(held.part(), held.until()))
        .toList();
  }

  /**
   * The licences that came from the agent return to it, and those that the person's covered begin
   * again for as long as the person holds its own.
   *
   * @param agent as a holder of its own, which holds nothing
   * @param joinedOn day of the join; if it is undone on the same day, nothing was moved
   */
  static List<LicenceStep> separate(
      Holder person,
      HolderId agent,
      String agentName,
      List<Covered> covered,
      LocalDate joinedOn,
      LocalDate day) {
    HolderId before = day.isAfter(joinedOn) ? person.id() : null;
    List<LicenceStep> steps = new ArrayList<>();
    for (Holder.Held held : person.licences()) {
      boolean moved = agent.equals(held.movedFrom()) && !held.from().isBefore(joinedOn);
      if (moved && held.reaches(day)) {
        LocalDate start = held.from().isAfter(day) ? held.from() : day;
        steps.add(new LicenceStep.End(person.id(), person.name(), held.part(), held.from(), start));
        steps.add(
            new LicenceStep.Begin(
                agent, agentName, held.part(), start, held.until(), before, held.trialUntil()));
      }
    }
    for (Covered licence : covered) {
      LocalDate until = licence.until();
      boolean begun = steps.stream().anyMatch(step -> step.part().equals(licence.part()));
      if (!begun
          && (until == null || until.isAfter(day))
          && days(person, licence.part()).contains(day)) {
        steps.add(new LicenceStep.Begin(agent, agentName, licence.part(), day, until, null));
      }
    }
    return steps;
  }

  private static Days days(Holder holder, PartNumber part) {
    Days days = Days.none();
    for (Holder.Held held : holder.licences()) {
      if (held.part().equals(part)) {
        days = days.or(Days.of(held.from(), held.until()));
      }
    }
    return days;
  }

  private static @Nullable LocalDate end(Days.Span span) {
    return span.until().equals(Days.FOREVER) ? null : span.until();
  }
}
