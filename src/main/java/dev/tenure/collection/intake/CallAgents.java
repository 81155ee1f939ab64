package dev.tenure.collection.intake;

import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The agents that calls name: phone systems that report no statuses have agents too (C13). */
final class CallAgents {

  /** An agent that is named again within this time is not written again. */
  static final Duration COARSE = Duration.ofHours(1);

  private final Map<AgentRef, Called> called = new HashMap<>();

  /**
   * An agent named by calls.
   *
   * @param from when a call first named the agent
   * @param until when a call last named the agent, exclusive
   */
  record Called(AgentRef agent, Instant from, Instant until) {

    /** Both together. */
    Called with(Called other) {
      return new Called(
          agent,
          from.isBefore(other.from) ? from : other.from,
          until.isAfter(other.until) ? until : other.until);
    }

    /** Whether the other needn't be written after this one. */
    boolean covers(Called other) {
      return !other.from.isBefore(from) && !other.until.isAfter(until.plus(COARSE));
    }
  }

  /** Adds those of a call. */
  void add(CallRef of, Call call) {
    // The beginning matters: a cut at T forgets agents named only by later events (C4).
    if (call.segments().stream().noneMatch(each -> each.agent().equals(call.agent()))) {
      Instant answered = call.answeredAt();
      add(of, call.agent(), answered == null ? call.startedAt() : answered, call.until());
    }
    for (Segment each : call.segments()) {
      add(of, each.agent(), each.startedAt(), each.until());
    }
    for (QueueVisit each : call.visits()) {
      Instant answered = each.leftAt();
      add(of, each.agent(), answered == null ? each.enteredAt() : answered, each.until());
    }
    for (AgentOffer each : call.offers()) {
      add(of, each.agent(), each.offeredAt(), each.until());
    }
  }

  private void add(CallRef of, String agent, Instant from, Instant until) {
    if (!agent.isEmpty()) {
      AgentRef ref = new AgentRef(of.source(), of.customer(), agent);
      called.merge(ref, new Called(ref, from, until), Called::with);
    }
  }

  /** Each agent once. */
  Collection<Called> all() {
    return called.values();
  }
}
