package dev.tenure.collection;

import dev.tenure.collection.Board.AgentNow;
import dev.tenure.collection.Board.CallNow;
import dev.tenure.collection.live.BoardStore;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the live page shows. Reads by customer and decides no access. After T nothing is in progress
 * and nobody is logged in, whether or not any job has run (A2).
 */
@Component
public class LiveBoard {

  private static final Duration IN_TIME = Duration.ofSeconds(20);
  private static final Duration SHORT_ABANDON = Duration.ofSeconds(6);

  private final BoardStore store;

  LiveBoard(BoardStore store) {
    this.store = store;
  }

  /** The customer's phones now. */
  @Transactional(readOnly = true)
  public Board of(CustomerId customer) {
    BoardStore.Present present = store.present(customer);
    Instant today =
        present.now().atZone(present.zone()).toLocalDate().atStartOfDay(present.zone()).toInstant();
    List<CallNow> calls = store.calls(customer);
    List<AgentNow> agents =
        store.agents(customer).stream().map(agent -> busy(agent, calls)).toList();
    BoardStore.Today counts = store.today(customer, today, IN_TIME, SHORT_ABANDON);
    List<CallNow> waiting = calls.stream().filter(c -> c.state() == CallState.WAITING).toList();
    return new Board(
        present.now(),
        present.zone(),
        new Board.Tiles(
            calls.size(),
            waiting.size(),
            waiting.stream().map(CallNow::since).min(Comparator.naturalOrder()),
            counts.answered(),
            counts.abandoned(),
            counts.serviceLevel()),
        agents,
        calls);
  }

  /** What an agent does follows from the calls; the status that was told counts between them. */
  private static AgentNow busy(AgentNow agent, List<CallNow> calls) {
    Optional<CallNow> talk =
        calls.stream()
            .filter(c -> c.agentRef().equals(agent.ref()))
            .filter(c -> c.state() == CallState.CONNECTED || c.state() == CallState.ON_HOLD)
            .findFirst();
    if (talk.isPresent()) {
      return new AgentNow(
          agent.ref(), agent.name(), AgentStatus.TALKING, "", talk.get().since(), talk.get());
    }
    Optional<CallNow> offer =
        calls.stream().filter(c -> c.offeredTo().equals(agent.ref())).findFirst();
    return offer
        .map(call ->
            new AgentNow(
                agent.ref(), agent.name(), AgentStatus.RINGING, "", call.offeredAt(), call))
        .orElse(agent);
  }
}
