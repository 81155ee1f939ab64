package dev.tenure.collection;

import dev.tenure.collection.Board.AgentCounts;
import dev.tenure.collection.Board.AgentNow;
import dev.tenure.collection.Board.CallNow;
import dev.tenure.collection.Board.QueueNow;
import dev.tenure.collection.agents.AgentActivity;
import dev.tenure.collection.agents.AgentFactStore;
import dev.tenure.collection.agents.Known;
import dev.tenure.collection.agents.KnownOfMany;
import dev.tenure.collection.live.BoardStore;
import dev.tenure.collection.live.DayCounts;
import dev.tenure.collection.live.QueueMembers;
import dev.tenure.collection.live.TodayCounts;
import dev.tenure.collection.live.TodayStore;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the live page shows. Reads by customer and decides no access. After T nothing is in progress
 * and nobody is logged in, whether or not any job has run (A2).
 */
@Component
public class LiveBoard {

  private final BoardStore store;
  private final TodayCounts today;
  private final AgentFactStore facts;
  private final QueueMembers members;
  private final CustomerSettings settings;

  LiveBoard(
      BoardStore store,
      TodayCounts today,
      AgentFactStore facts,
      QueueMembers members,
      CustomerSettings settings) {
    this.store = store;
    this.today = today;
    this.facts = facts;
    this.members = members;
    this.settings = settings;
  }

  /** The customer's phones now, all of it as of one commit. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Board of(CustomerId customer) {
    BoardStore.Present present = store.present(customer);
    CustomerSettings.Present set = settings.of(customer);
    Measures measures = set.measures();
    BusinessDay day = BusinessDay.at(present.now(), measures.dayStart(), present.zone());
    DayCounts counts = today.of(customer, day, measures, present.now());
    List<CallNow> calls = store.calls(customer, measures);
    List<AgentNow> agents = agents(customer, present, measures, counts, calls);
    return new Board(
        present.now(),
        present.zone(),
        day,
        set,
        counts.queues().values().stream().reduce(VisitCounts.none(), VisitCounts::plus),
        agents,
        queues(counts.queues(), members.of(customer, present.now()), agents, calls),
        calls);
  }

  private List<AgentNow> agents(
      CustomerId customer,
      BoardStore.Present present,
      Measures measures,
      DayCounts counts,
      List<CallNow> calls) {
    KnownOfMany busy = facts.now(customer, measures);
    List<AgentNow> agents = new ArrayList<>();
    for (BoardStore.Told told : store.agents(customer)) {
      TodayStore.Answers answers = counts.agents().get(told.id());
      TodayStore.Offers offered = counts.offers().get(told.id());
      LiveAgent agent =
          new LiveAgent(
              told,
              busy.of(told.id()),
              answers == null ? Map.of() : answers.lastTalks(),
              counts.lastCallOrOffer(told.id()),
              present.over());
      Known known = agent.known(calls);
      if (!told.seenLately()
          && answers == null
          && offered == null
          && known.talks().isEmpty()
          && known.rings().isEmpty()) {
        continue;
      }
      Optional<AgentSpell> spell = AgentActivity.at(known, measures.wrapUps(), present.now());
      boolean isTold = known.firstTold() != null;
      agents.add(
          new AgentNow(
              told.id(),
              told.ref(),
              told.name(),
              spell
                  .map(AgentSpell::status)
                  .orElse(isTold ? AgentStatus.LOGGED_OUT : AgentStatus.NOT_TOLD),
              isTold,
              spell.filter(s -> s.call() == null).map(AgentSpell::detail).orElse(""),
              spell.map(AgentSpell::from).orElse(told.since()),
              spell.map(AgentSpell::call).flatMap(id -> call(calls, id)).orElse(null),
              new AgentCounts(
                  answers == null ? 0 : answers.answered(),
                  offered == null ? 0 : offered.missed(),
                  answers == null ? Duration.ZERO : answers.talked(),
                  answers == null ? null : answers.talkingSince())));
    }
    return agents;
  }

  private static Optional<CallNow> call(List<CallNow> calls, CallId id) {
    return calls.stream().filter(call -> call.id().equals(id)).findFirst();
  }

  /** An agent's present, from the little that has to be read of it. */
  private record LiveAgent(
      BoardStore.Told told,
      Known busy,
      Map<String, Instant> lastTalks,
      @Nullable Instant lastCall,
      @Nullable Instant over) {

    Known known(List<CallNow> calls) {
      List<Known.Told> status = new ArrayList<>();
      if (told.status() != null && told.since() != null) {
        status.add(new Known.Told(told.status(), told.reason(), told.since(), null, false));
      }
      List<Known.Talk> talks = new ArrayList<>(busy.talks());
      lastTalks.forEach((queue, at) -> talks.add(ended(AgentStatus.TALKING_QUEUE, queue, at)));
      if (lastCall != null) {
        talks.add(ended(AgentStatus.TALKING_INBOUND, "", lastCall));
      }
      List<Known.Ring> rings = new ArrayList<>(busy.rings());
      for (CallNow call : calls) {
        Instant at = call.offeredAt();
        if (told.id().equals(call.offered()) && at != null) {
          rings.add(new Known.Ring(call.queue(), call.id(), at, null, false));
        }
      }
      return new Known(status, talks, rings, told.since() == null ? null : Instant.MIN);
    }

    /** Of what is over only its end matters: since then the agent is what it is. */
    private Known.Talk ended(AgentStatus status, String queue, Instant at) {
      return new Known.Talk(
          status, queue, NO_CALL, at.minusNanos(1000), at, Duration.ZERO, null, false, over);
    }
  }

  private static final CallId NO_CALL = new CallId(new java.util.UUID(0, 0));

  private static List<QueueNow> queues(
      Map<String, VisitCounts> visits,
      Map<String, Set<AgentId>> members,
      List<AgentNow> agents,
      List<CallNow> calls) {
    Set<String> names = new TreeSet<>(visits.keySet());
    names.addAll(members.keySet());
    calls.stream().map(CallNow::queue).filter(queue -> !queue.isEmpty()).forEach(names::add);
    return names.stream()
        .map(name -> {
          List<CallNow> waiting =
              calls.stream()
                  .filter(call -> call.state() == CallState.WAITING && call.queue().equals(name))
                  .toList();
          Set<AgentId> own = members.getOrDefault(name, Set.of());
          List<AgentNow> its = agents.stream().filter(a -> own.contains(a.id())).toList();
          List<AgentStatus> statuses = its.stream().map(AgentNow::status).toList();
          return new QueueNow(
              name,
              waiting.size(),
              waiting.stream().map(CallNow::since).min(Instant::compareTo).orElse(null),
              count(statuses.stream().filter(s -> s == AgentStatus.READY)),
              count(statuses.stream().filter(s -> s.isHandling() || s == AgentStatus.RINGING)),
              count(statuses.stream().filter(s -> s == AgentStatus.NOT_READY)),
              count(its.stream().filter(a -> !a.told())),
              visits.getOrDefault(name, VisitCounts.none()));
        })
        .toList();
  }

  private static int count(Stream<?> some) {
    return (int) some.count();
  }
}
