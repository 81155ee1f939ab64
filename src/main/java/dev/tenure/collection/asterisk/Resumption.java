package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes up the thread at the beginning of a connection: from what is stored and what Asterisk says
 * is in progress. What happened between is unknown, and nothing of it is made up: what isn't in
 * progress any more ends at the last instant of which anything is known.
 */
final class Resumption {

  private static final String UP = "6";

  private final Calls calls;
  private final Agents agents;
  private final Teller teller;
  private final Known known;
  private final Instant at;
  private final Map<String, Known.OpenCall> stored = new HashMap<>();

  Resumption(Calls calls, Agents agents, Teller teller, Known known, Instant at) {
    this.calls = calls;
    this.agents = agents;
    this.teller = teller;
    this.known = known;
    this.at = at;
    known.calls().forEach(call -> stored.put(call.ref(), call));
  }

  /** The messages are those that answer CoreShowChannels and QueueStatus. */
  void run(List<AmiMessage> snapshot) {
    known.agents().forEach(a -> agents.known(a.ref(), a.status(), a.reason()));
    Map<String, Duration> waits = new HashMap<>();
    snapshot.stream()
        .filter(m -> m.event().equals("QueueEntry"))
        .forEach(m -> waits.put(m.get("Uniqueid"), Duration.ofSeconds(seconds(m.get("Wait")))));
    snapshot.stream()
        .filter(m -> m.event().equals("CoreShowChannel"))
        .map(m -> new Channel(m, age(m, waits)))
        .sorted(Comparator.comparing(Channel::isFirst).thenComparing(Channel::age).reversed())
        .forEach(this::channel);
    snapshot.stream().filter(m -> m.event().equals("QueueEntry")).forEach(this::waiting);
    snapshot.stream()
        .filter(m -> m.event().equals("QueueMember"))
        .forEach(m -> agents.enrol(name(m), m.get("Location"), m));
    calls.all().forEach(this::offers);
    calls.all().forEach(this::talk);
    endTheOthers();
    agents.settle(at, known.heardUntil());
  }

  private static String name(AmiMessage member) {
    return member.get("Name").isEmpty() ? member.get("Location") : member.get("Name");
  }

  private record Channel(AmiMessage message, Duration age) {
    /** Whether its call is named after it: it is the caller's channel, however old others are. */
    boolean isFirst() {
      return message.get("Uniqueid").equals(message.get("Linkedid"));
    }
  }

  /**
   * In whole seconds; whoever waits is asked about a moment later, and no younger than its wait.
   */
  private static Duration age(AmiMessage message, Map<String, Duration> waits) {
    Duration wait = waits.getOrDefault(message.get("Uniqueid"), Duration.ZERO);
    Duration age = duration(message);
    return wait.compareTo(age) > 0 ? wait : age;
  }

  private void channel(Channel channel) {
    AmiMessage message = channel.message();
    String id = message.get("Uniqueid");
    if (id.isEmpty() || message.get("Linkedid").isEmpty() || calls.leg(id).isPresent()) {
      return;
    }
    String linked = message.get("Linkedid");
    if (!stored.containsKey(linked) && stored.containsKey(id)) {
      // The call joined an older one of an agent, and is still the one that is reported.
      calls.alias(linked, id, at.minus(channel.age()));
    }
    Leg leg = calls.begin(message, "", at.minus(channel.age()), stored.containsKey(linked));
    Known.@Nullable OpenCall before = stored.get(leg.call.ref);
    leg.call.direction = before == null ? leg.call.direction : before.direction();
    if (leg.isFirst()) {
      leg.call.customerFirst =
          !Numbers.isInternal(leg.number) && !Numbers.isInternal(message.get("CallerIDNum"));
    }
    leg.bridge = message.get("BridgeId");
    calls.pairs().met(leg);
    if (message.get("ChannelState").equals(UP)) {
      leg.upAt = at;
      leg.dialStatus = leg.isFirst() ? "" : "ANSWER";
    }
    if (message.get("Application").equals("Queue")) {
      leg.queueSent = Queues.name(message.get("ApplicationData"));
    }
  }

  private void waiting(AmiMessage message) {
    calls
        .leg(message.get("Uniqueid"))
        .filter(leg -> leg.call.visit == null)
        .ifPresent(leg -> {
          String queue = message.get("Queue");
          Known.OpenCall before = stored.get(leg.call.ref);
          leg.queueSent = "";
          leg.call.visit = new Conversation.Visit(queue, leg.id);
          leg.call.mark("queue", queue);
          if (before == null || !before.waiting() || !before.queue().equals(queue)) {
            Instant joined = at.minusSeconds(seconds(message.get("Wait")));
            teller.call(leg.call, joined, "QueueEntered", leg.id, "queue", queue);
          }
        });
  }

  /** Where it rings at a member's device while the caller waits, app_queue is offering the call. */
  private void offers(Conversation call) {
    Conversation.Visit visit = call.visit;
    if (visit == null) {
      return;
    }
    call.legs.values().stream()
        .filter(leg -> !leg.isFirst() && !leg.isHidden() && leg.bridge.isEmpty())
        .forEach(leg -> {
          leg.offeredTo = agents.withDevice(leg.number);
          leg.offeredBy = leg.offeredTo.isEmpty() ? "" : visit.queue;
        });
  }

  private void talk(Conversation call) {
    Known.OpenCall before = stored.get(call.ref);
    List<Leg> with = answering(call);
    if (!with.isEmpty()) {
      call.nowWith(calls.pairs().far(with.getFirst()));
      call.reachedOut = true;
    }
    if (before != null && before.talking()) {
      goOn(call, before, with);
    } else if (with.isEmpty()) {
      left(call, before);
    } else {
      with.forEach(leg -> answered(call, leg));
      Leg first = with.getFirst();
      if (before != null && before.waiting() && call.visit == null) {
        call.connect = new Conversation.Connect(before.queue(), agentAt(first), first.id);
      }
    }
  }

  /** Those who were the second in a bridge. */
  private static List<Leg> answering(Conversation call) {
    Set<String> bridges = new HashSet<>();
    return call.legs.values().stream()
        .filter(leg -> !leg.bridge.isEmpty() && !leg.isHidden() && !bridges.add(leg.bridge))
        .toList();
  }

  /** A talk that was in progress before: with the same agent, with another one, or no more. */
  private void goOn(Conversation call, Known.OpenCall before, List<Leg> with) {
    if (before.queue().isEmpty() || before.agent().isEmpty()) {
      return;
    }
    boolean alone = others(call).isEmpty();
    boolean passedOn =
        !with.isEmpty()
            && with.stream()
                .map(this::agentAt)
                .noneMatch(agent -> agent.isEmpty() || agent.equals(before.agent()));
    if (alone) {
      Instant end = known.lastOf(before);
      teller.call(call, end, "QueueCallEnded", call.ref, "queue", before.queue(), "by", "unknown");
    } else if (passedOn) {
      with.forEach(leg -> answered(call, leg));
    } else {
      call.connect = new Conversation.Connect(before.queue(), before.agent(), "");
    }
  }

  /** Who waited, waits no more, and talks with nobody, went on in the dialplan. */
  private void left(Conversation call, Known.@Nullable OpenCall before) {
    if (before == null || !before.waiting() || call.visit != null) {
      return;
    }
    // With a member's channel still there, the next that comes tells.
    if (others(call).stream().map(this::agentAt).allMatch(String::isEmpty)) {
      Instant end = known.lastOf(before);
      teller.call(call, end, "QueueExited", call.ref, "queue", before.queue(), "how", "withdrawn");
    }
  }

  private static List<Leg> others(Conversation call) {
    return call.legs.values().stream().filter(leg -> !leg.isFirst() && !leg.isHidden()).toList();
  }

  private String agentAt(Leg leg) {
    String there = agents.at(calls.pairs().far(leg).channel);
    String known = there.isEmpty() ? agents.at(leg.channel) : there;
    return known.isEmpty() ? agents.withDevice(leg.number) : known;
  }

  private void answered(Conversation call, Leg leg) {
    teller.call(
        call,
        at,
        "LegAnswered",
        leg.id,
        "legRef",
        leg.id,
        "number",
        leg.number,
        "agent",
        agentAt(leg));
  }

  private void endTheOthers() {
    for (Known.OpenCall call : known.calls()) {
      if (calls.all().stream().noneMatch(there -> there.ref.equals(call.ref()))) {
        Instant last = known.lastOf(call);
        Conversation gone = new Conversation(call.ref(), last);
        if (call.waiting()) {
          // It isn't known whether the caller gave up.
          teller.call(gone, last, "QueueExited", call.ref(), "queue", call.queue(), "how", "lost");
        }
        teller.call(gone, last, "CallEnded", call.ref(), "by", "unknown");
      }
    }
  }

  /** {@code 01:02:03}, or empty before it is counted. */
  private static Duration duration(AmiMessage channel) {
    Duration sum = Duration.ZERO;
    for (String part : channel.get("Duration").split(":", -1)) {
      sum = sum.multipliedBy(60).plusSeconds(seconds(part));
    }
    return sum;
  }

  private static long seconds(String text) {
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
  }
}
