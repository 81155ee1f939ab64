package dev.tenure.collection.freeswitch;

import dev.tenure.collection.told.ToldStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agents of mod_callcenter. It has no event for wrap-up: that follows from the end of a talk
 * and the agent's {@code wrap_up_time}.
 */
final class Roster {

  private static final class Agent {
    final Set<String> queues = new LinkedHashSet<>();
    String extension = "";
    String status = "Logged Out";
    String state = "";
    long wrapUpSeconds;
    @Nullable Instant wrapUpEnds;
    String wrapUpKey = "";
    ToldStatus told = ToldStatus.OUT;
    String reason = "";
  }

  private final Map<String, Agent> agents = new HashMap<>();
  private final SwitchTeller teller;

  /** Agents who joined queues without a change of status. */
  private final Set<String> moved = new LinkedHashSet<>();

  private int places;

  Roster(SwitchTeller teller) {
    this.teller = teller;
  }

  private Agent agent(String ref) {
    return agents.computeIfAbsent(ref, name -> new Agent());
  }

  /** The agent whose phone has that number; empty if it is nobody's, or several agents'. */
  String at(String number) {
    String found = "";
    for (var each : agents.entrySet()) {
      if (!number.isEmpty() && each.getValue().extension.equals(number)) {
        if (!found.isEmpty()) {
          return "";
        }
        found = each.getKey();
      }
    }
    return found;
  }

  /** Where the agent is called: {@code b1} of {@code [leg_timeout=6]sofia/internal/b1@host}. */
  void contact(String ref, String contact) {
    String target = contact.replaceFirst("^(\\[[^]]*]|\\{[^}]*}|<[^>]*>)+", "");
    String user = target.substring(target.lastIndexOf('/') + 1);
    int at = user.indexOf('@');
    agent(ref).extension = at < 0 ? user : user.substring(0, at);
  }

  void serves(String ref, String queue) {
    if (agent(ref).queues.add(queue)) {
      places++;
      moved.add(ref);
    }
  }

  /** Reports the status of each logged-in agent again. */
  void restate(Instant at) {
    moved.addAll(agents.keySet());
    restateMoved(at);
  }

  /** The same, for agents who have joined queues. */
  void restateMoved(Instant at) {
    for (String ref : moved) {
      Agent agent = agents.get(ref);
      if (agent != null && agent.told != ToldStatus.OUT) {
        teller.agentBy(
            teller.key(),
            ref,
            marks(ref, agent),
            at,
            agent.told.event(ToldStatus.READY),
            agent.reason);
      }
    }
    moved.clear();
  }

  int held() {
    return agents.size() + places;
  }

  void wrapUp(String ref, long seconds) {
    agent(ref).wrapUpSeconds = seconds;
  }

  /** Notes a status and tells nothing yet; likewise a state. */
  void enrol(String ref, String status, String state) {
    agent(ref).status = status;
    agent(ref).state = state;
  }

  void status(String ref, String status, Instant at) {
    agent(ref).status = status;
    tell(ref, at);
  }

  void state(String ref, String state, Instant at) {
    agent(ref).state = state;
    tell(ref, at);
  }

  /** Notes that the agent isn't free again before that instant, and tells nothing yet. */
  void wrapsUpUntil(String ref, Instant end) {
    agent(ref).wrapUpEnds = end;
    agent(ref).wrapUpKey = teller.key();
  }

  /** The talk that came from a queue is over. */
  void completed(String ref, Instant at) {
    Agent agent = agent(ref);
    if (agent.wrapUpSeconds > 0) {
      agent.wrapUpEnds = at.plusSeconds(agent.wrapUpSeconds);
      agent.wrapUpKey = teller.key();
      tell(ref, at);
    }
  }

  /** Ends the wrap-ups that are over by then, each at its own instant. */
  void due(Instant now) {
    agents.forEach((ref, agent) -> {
      Instant ends = agent.wrapUpEnds;
      if (ends != null && !ends.isAfter(now)) {
        agent.wrapUpEnds = null;
        tell(agent.wrapUpKey, ref, agent, ends);
      }
    });
  }

  /** What the database knows of an agent when a connection begins. */
  void known(String ref, String status, String reason) {
    Agent agent = agent(ref);
    agent.told = ToldStatus.valueOf(status);
    agent.reason = reason;
  }

  /**
   * Tells what is different from what was known.
   *
   * @param heardUntil when those have logged out who aren't logged in any more
   */
  void settle(Instant at, Instant heardUntil) {
    new HashSet<>(agents.keySet())
        .forEach(ref -> tell(ref, status(agent(ref)) == ToldStatus.OUT ? heardUntil : at));
  }

  private void tell(String ref, Instant at) {
    tell(teller.key(), ref, agent(ref), at);
  }

  private void tell(String key, String ref, Agent agent, Instant at) {
    ToldStatus status = status(agent);
    String reason = status == ToldStatus.NOT_READY ? reason(agent) : "";
    if (status == agent.told && reason.equals(agent.reason)) {
      return;
    }
    ToldStatus before = agent.told;
    agent.told = status;
    agent.reason = reason;
    teller.agentBy(key, ref, marks(ref, agent), at, status.event(before), reason);
  }

  private static ToldStatus status(Agent agent) {
    if (agent.status.equals("Logged Out")) {
      return ToldStatus.OUT;
    }
    if (!agent.status.startsWith("Available") || agent.state.equals("Idle")) {
      return ToldStatus.NOT_READY;
    }
    return agent.wrapUpEnds == null ? ToldStatus.READY : ToldStatus.WRAP_UP;
  }

  private static String reason(Agent agent) {
    return agent.status.startsWith("Available") ? agent.state : agent.status;
  }

  private static Set<String> marks(String ref, Agent agent) {
    Set<String> marks = new LinkedHashSet<>();
    agent.queues.forEach(queue -> marks.addAll(ofQueue(queue)));
    if (!agent.extension.isEmpty()) {
      marks.add("ext:" + agent.extension);
    }
    marks.addAll(ofDomain(ref));
    return marks;
  }

  /** A queue is named with its domain, {@code support@acme}; rules may name it with or without. */
  static Set<String> ofQueue(String queue) {
    Set<String> marks = new LinkedHashSet<>();
    marks.add("queue:" + queue);
    int at = queue.indexOf('@');
    if (at > 0) {
      marks.add("queue:" + queue.substring(0, at));
    }
    marks.addAll(ofDomain(queue));
    return marks;
  }

  private static Set<String> ofDomain(String name) {
    int at = name.indexOf('@');
    return at < 0 || at + 1 == name.length()
        ? Set.of()
        : Set.of("context:" + name.substring(at + 1));
  }
}
