package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.ToldStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agents: members of queues, by name as in the phone system's own queue_log. A pause is kept
 * for each queue; an agent who is paused in all queues isn't ready. After a call follows the
 * queue's wrap-up, for which there is no event.
 */
final class Agents {

  private record Membership(boolean paused, String reason, long wrapUpSeconds) {}

  private static final class Agent {
    final Map<String, Membership> queues = new LinkedHashMap<>();
    String device = "";
    boolean pooled;
    @Nullable Instant wrapUpEnds;
    ToldStatus told = ToldStatus.OUT;
    String reason = "";
    Set<String> marks = Set.of();
  }

  private final Map<String, Agent> agents = new HashMap<>();
  private final Devices devices = new Devices();
  private final Teller teller;

  /** Agents whose queues changed without a change of status. */
  private final Set<String> moved = new LinkedHashSet<>();

  private int memberships;

  Agents(Teller teller) {
    this.teller = teller;
  }

  static String ref(AmiMessage message) {
    String name = message.get("MemberName");
    return name.isEmpty() ? message.get("Interface") : name;
  }

  /** The agent whose phone the channel is; empty if it is nobody's. */
  String at(String channel) {
    return devices.at(channel);
  }

  /** The agent with that device or extension; empty for none. */
  String withDevice(String extension) {
    return devices.with(extension);
  }

  /** Learns that the member was reached at that phone, which was itself dialled. */
  void reached(String ref, Leg phone) {
    if (phone.number.equals(ChannelName.extension(phone.channel)) && agents.containsKey(ref)) {
      devices.learn(ref, phone.channel);
    }
  }

  /**
   * The agent that a queue's message is about. Asterisk leaves out names that it can't encode; then
   * the device identifies the agent.
   *
   * @param rung where it rings or has rung for the member, null if unknown
   */
  String named(AmiMessage message, @Nullable Leg rung) {
    String ref = ref(message);
    if (!message.get("MemberName").isEmpty()) {
      return ref;
    }
    String known = ref.isEmpty() ? "" : devices.at(ChannelName.withoutOptions(ref));
    if (known.isEmpty() && rung != null) {
      known = devices.at(rung.channel);
    }
    return !known.isEmpty() ? known : !ref.isEmpty() || rung == null ? ref : rung.number;
  }

  /** Any event that tells how a member stands in a queue. */
  void member(AmiMessage message, Instant at) {
    String ref = ref(message);
    enrol(ref, message.get("Interface"), message);
    tell(ref, Objects.requireNonNull(agents.get(ref)), at);
  }

  /** Notes how a member stands in a queue, and tells nothing yet. */
  void enrol(String ref, String device, AmiMessage message) {
    Agent agent = agents.computeIfAbsent(ref, name -> new Agent());
    agent.device = ChannelName.extension(device);
    devices.claim(ref, device, message.get("StateInterface"));
    String queue = message.get("Queue");
    Membership before = agent.queues.get(queue);
    String wrapUp = message.get("Wrapuptime");
    memberships += before == null ? 1 : 0;
    agent.queues.put(
        queue,
        new Membership(
            message.get("Paused").equals("1"),
            message.get("PausedReason"),
            wrapUp.matches("[0-9]{1,6}")
                ? Long.parseLong(wrapUp)
                : before == null ? 0 : before.wrapUpSeconds()));
  }

  void removed(AmiMessage message, Instant at) {
    Agent agent = agents.get(ref(message));
    if (agent == null) {
      return;
    }
    Set<String> marks = marks(agent);
    memberships -= agent.queues.remove(message.get("Queue")) == null ? 0 : 1;
    if (agent.queues.isEmpty()) {
      devices.release(ref(message));
    }
    tell(ref(message), agent, at, agent.queues.isEmpty() ? marks : marks(agent));
    forgetIfOut(ref(message), agent);
  }

  /** Frees memory: names of agents may be new each time they log in. */
  private void forgetIfOut(String ref, Agent agent) {
    if (status(agent) == ToldStatus.OUT) {
      agents.remove(ref);
      moved.remove(ref);
    }
  }

  /** Somebody logs in at app_agent_pool. */
  void pool(AmiMessage message, Instant at, boolean in) {
    String ref = message.get("Agent");
    if (!ref.isEmpty()) {
      Agent agent = agents.computeIfAbsent(ref, name -> new Agent());
      agent.pooled = in;
      agent.device = ref;
      tell(ref, agent, at);
      forgetIfOut(ref, agent);
    }
  }

  void completed(String queue, String ref, Instant at) {
    Agent agent = agents.get(ref);
    Membership membership = agent == null ? null : agent.queues.get(queue);
    if (agent != null && membership != null && membership.wrapUpSeconds() > 0) {
      agent.wrapUpEnds = at.plusSeconds(membership.wrapUpSeconds());
      tell(ref, agent, at);
    }
  }

  /** Ends the wrap-ups that are over by then, each at its own instant. */
  void due(Instant now) {
    agents.forEach((ref, agent) -> {
      Instant ends = agent.wrapUpEnds;
      if (ends != null && !ends.isAfter(now)) {
        agent.wrapUpEnds = null;
        tell(ref, agent, ends);
      }
    });
  }

  /** What the database knows of an agent when a connection begins. */
  void known(String ref, String status, String reason) {
    Agent agent = agents.computeIfAbsent(ref, name -> new Agent());
    agent.told = ToldStatus.valueOf(status);
    agent.reason = reason;
  }

  /**
   * Tells what is different from what was known.
   *
   * @param heardUntil when those have logged out who are members no more
   */
  void settle(Instant at, Instant heardUntil) {
    agents.forEach(
        (ref, agent) -> tell(ref, agent, status(agent) == ToldStatus.OUT ? heardUntil : at));
    agents.values().removeIf(agent -> status(agent) == ToldStatus.OUT);
  }

  private void tell(String ref, Agent agent, Instant at) {
    tell(ref, agent, at, marks(agent));
  }

  private void tell(String ref, Agent agent, Instant at, Set<String> marks) {
    ToldStatus status = status(agent);
    String reason = status == ToldStatus.NOT_READY ? reason(agent) : "";
    if (status == agent.told && reason.equals(agent.reason)) {
      if (status != ToldStatus.OUT && !marks.equals(agent.marks)) {
        moved.add(ref);
      }
      agent.marks = marks;
      return;
    }
    ToldStatus before = agent.told;
    agent.told = status;
    agent.reason = reason;
    agent.marks = marks;
    teller.agent(ref, marks, at, status.event(before), reason);
  }

  /** Reports the status of each logged-in agent again. */
  void restate(Instant at) {
    moved.addAll(agents.keySet());
    restateMoved(at);
  }

  /** The same, for agents whose queues have changed. */
  void restateMoved(Instant at) {
    for (String ref : moved) {
      Agent agent = agents.get(ref);
      if (agent != null && agent.told != ToldStatus.OUT) {
        teller.agent(ref, marks(agent), at, agent.told.event(ToldStatus.READY), agent.reason);
      }
    }
    moved.clear();
  }

  private static ToldStatus status(Agent agent) {
    if (agent.queues.isEmpty()) {
      return agent.pooled ? ToldStatus.READY : ToldStatus.OUT;
    }
    if (agent.queues.values().stream().allMatch(Membership::paused)) {
      return ToldStatus.NOT_READY;
    }
    return agent.wrapUpEnds == null ? ToldStatus.READY : ToldStatus.WRAP_UP;
  }

  private static String reason(Agent agent) {
    return agent.queues.values().stream()
        .map(Membership::reason)
        .filter(reason -> !reason.isEmpty())
        .reduce("", (first, second) -> second);
  }

  private static Set<String> marks(Agent agent) {
    Set<String> marks = new LinkedHashSet<>();
    agent.queues.keySet().forEach(queue -> marks.add("queue:" + queue));
    if (!agent.device.isEmpty()) {
      marks.add("ext:" + agent.device);
    }
    return marks;
  }

  int held() {
    return devices.held() + agents.size() + memberships;
  }

  void clear() {
    agents.clear();
    moved.clear();
    memberships = 0;
    devices.clear();
  }
}
