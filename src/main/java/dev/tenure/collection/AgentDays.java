package dev.tenure.collection;

import dev.tenure.collection.agents.AgentActivity;
import dev.tenure.collection.agents.AgentFactStore;
import dev.tenure.collection.agents.Known;
import dev.tenure.collection.live.BoardStore;
import dev.tenure.collection.live.TodayStore;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What a customer's agents did on a day. Reads by customer and decides no access. */
@Component
public class AgentDays {

  private final BoardStore agents;
  private final AgentFactStore facts;
  private final TodayStore counts;
  private final CustomerSettings settings;

  AgentDays(BoardStore agents, AgentFactStore facts, TodayStore counts, CustomerSettings settings) {
    this.agents = agents;
    this.facts = facts;
    this.counts = counts;
    this.settings = settings;
  }

  /**
   * A day of a customer.
   *
   * @param now the database's clock
   * @param today the day in which now lies
   * @param measures by which it is reckoned
   */
  public record Frame(
      Instant now, ZoneId zone, BusinessDay day, BusinessDay today, Measures measures) {

    /** Up to where something can be known of the day; its begin, if that is yet to come. */
    public Instant known() {
      return now.isAfter(day.to()) ? day.to() : now.isBefore(day.from()) ? day.from() : now;
    }
  }

  /** The day of that date, or today. */
  public Frame frame(CustomerId customer, Optional<LocalDate> date) {
    BoardStore.Present present = agents.present(customer);
    Measures measures = settings.of(customer).measures();
    BusinessDay today = BusinessDay.at(present.now(), measures.dayStart(), present.zone());
    BusinessDay day =
        date.map(each -> BusinessDay.of(each, measures.dayStart(), present.zone())).orElse(today);
    return new Frame(present.now(), present.zone(), day, today, measures);
  }

  /** All agents of whom anything is known on that day, by name. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public List<AgentDay> of(CustomerId customer, Frame frame) {
    return days(customer, frame, agents.names(customer), null);
  }

  /**
   * One agent's day; it may be empty.
   *
   * @throws Refused as not found, also when it is another customer's agent (B5)
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public AgentDay of(CustomerId customer, AgentId agent, Frame frame) {
    BoardStore.Name name =
        agents.names(customer).stream()
            .filter(each -> each.id().equals(agent))
            .findFirst()
            .orElseThrow(AgentId::unknown);
    List<AgentDay> days = days(customer, frame, List.of(name), List.of(agent));
    return days.isEmpty() ? day(name, List.of(), Instant.MIN, null, null) : days.getFirst();
  }

  private List<AgentDay> days(
      CustomerId customer, Frame frame, List<BoardStore.Name> names, @Nullable List<AgentId> only) {
    Instant from = frame.day().from();
    Instant known = frame.known();
    if (!from.isBefore(known)) {
      return List.of();
    }
    Map<AgentId, Known> all = facts.between(customer, from, known, only, frame.measures());
    List<TodayStore.Stretch> day = List.of(new TodayStore.Stretch(from, frame.day().to()));
    TodayStore.Visits visits = counts.visits(customer, day, frame.measures()).getFirst();
    Map<AgentId, TodayStore.Offers> offers = counts.offers(customer, day).getFirst();
    List<AgentDay> days = new ArrayList<>();
    for (BoardStore.Name name : names) {
      Known of = all.get(name.id());
      if (of == null) {
        continue;
      }
      List<AgentSpell> spells = AgentActivity.of(of, frame.measures().wrapUps(), from, known);
      if (!spells.isEmpty()) {
        days.add(
            day(
                name,
                spells,
                of.firstTold(),
                visits.byAgent().get(name.id()),
                offers.get(name.id())));
      }
    }
    return days;
  }

  private static AgentDay day(
      BoardStore.Name name,
      List<AgentSpell> spells,
      @Nullable Instant firstTold,
      TodayStore.@Nullable Answers answers,
      TodayStore.@Nullable Offers offers) {
    return new AgentDay(
        name.id(),
        name.ref(),
        name.name(),
        spells,
        AgentTotals.of(spells, firstTold),
        answers == null ? 0 : answers.answered(),
        offers == null ? 0 : offers.offered(),
        offers == null ? 0 : offers.missed());
  }
}
