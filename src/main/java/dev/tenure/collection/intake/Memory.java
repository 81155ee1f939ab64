package dev.tenure.collection.intake;

import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of calls, so that it needn't be read again with each of their events: events
 * and facts as they are in the database, for whoever has written them last. It is never believed
 * over the database: it holds only as long as lane and service periods are as this node left them.
 * Belongs to one writer at a time.
 */
final class Memory {

  /**
   * An agent takes a fraction of a call's memory; one that is forgotten costs a query each time.
   */
  private static final int AGENTS_OF_CALLS = 4;

  private final Map<Integer, Long> versions = new HashMap<>();
  private final Recent<CallRef, Remembered> calls;
  private final Recent<AgentRef, CallAgents.Called> agents;

  Memory(int most) {
    this.calls = new Recent<>(most);
    this.agents = new Recent<>(AGENTS_OF_CALLS * most);
  }

  /** A stored call and its row. */
  record Row(UUID id, Call call) {}

  /**
   * A call.
   *
   * @param stamp of the customer's service periods when it was so
   * @param events all that are in the journal
   * @param rows what is stored, by the start of the service period
   */
  record Remembered(String stamp, List<Event> events, Map<Instant, Row> rows) {
    private boolean isOver() {
      return rows.values().stream().allMatch(row -> row.call().endedAt() != null);
    }

    Remembered with(Collection<Event> more) {
      List<Event> all = new ArrayList<>(events.size() + more.size());
      all.addAll(events);
      all.addAll(more);
      return new Remembered(stamp, all, rows);
    }
  }

  /**
   * Somebody else may have written to a lane whose version isn't the one that was left behind; or
   * this node did and never heard of its commit.
   */
  void check(Map<Integer, Long> present) {
    present.forEach((lane, version) -> {
      if (!version.equals(versions.get(lane))) {
        calls.removeIf(call -> LaneStore.lane(call.customer()) == lane);
        agents.removeIf(agent -> LaneStore.lane(agent.customer()) == lane);
        versions.remove(lane);
      }
    });
  }

  void forget() {
    calls.clear();
    agents.clear();
    versions.clear();
  }

  /** The agents whose rows may need to be written. */
  List<CallAgents.Called> unwritten(Collection<CallAgents.Called> called) {
    return called.stream()
        .filter(each -> {
          CallAgents.Called written = agents.of(each.agent());
          return written == null || !written.covers(each);
        })
        .toList();
  }

  @Nullable Remembered of(CallRef call, String stamp) {
    Remembered found = calls.of(call);
    return found != null && found.stamp().equals(stamp) ? found : null;
  }

  /** Once the transaction is durable that left these versions behind. */
  void keep(FactWriter.Folded folded) {
    folded
        .agents()
        .forEach(each -> {
          CallAgents.Called written = agents.of(each.agent());
          agents.put(each.agent(), written == null ? each : written.with(each), false);
        });
    keep(folded.calls(), folded.left());
  }

  /** The same, for calls alone. */
  void keep(Map<CallRef, Remembered> news, Map<Integer, Long> left) {
    versions.putAll(left);
    news.forEach((call, remembered) -> calls.put(call, remembered, remembered.isOver()));
  }
}
