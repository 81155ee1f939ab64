package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes up the thread at the beginning of a connection: from what is stored and what Asterisk says
 * is in progress. What happened between is unknown, and nothing of it is made up: what isn't in
 * progress any more ends at the last instant of which anything is known.
 */
final class Resumption {

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
    snapshot.stream()
        .filter(m -> m.event().equals("CoreShowChannel"))
        .sorted(Comparator.comparing(Resumption::duration).reversed())
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

  private void channel(AmiMessage message) {
    String id = message.get("Uniqueid");
    if (id.isEmpty() || message.get("Linkedid").isEmpty() || calls.leg(id).isPresent()) {
      return;
    }
    boolean told = stored.containsKey(message.get("Linkedid"));
    Leg leg = calls.begin(message, "", at.minus(duration(message)), told);
    leg.bridge = message.get("BridgeId");
  }

  private void waiting(AmiMessage message) {
    calls
        .leg(message.get("Uniqueid"))
        .filter(leg -> leg.call.visit == null)
        .ifPresent(leg -> {
          String queue = message.get("Queue");
          Known.OpenCall before = stored.get(leg.call.ref);
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
        .filter(leg -> leg.side == Leg.Side.OTHER && !leg.isHidden() && leg.bridge.isEmpty())
        .forEach(leg -> {
          leg.offeredTo = agents.withDevice(leg.number);
          leg.offeredBy = leg.offeredTo.isEmpty() ? "" : visit.queue;
        });
  }

  private void talk(Conversation call) {
    Known.OpenCall before = stored.get(call.ref);
    if (before != null && before.talking()) {
      if (!before.queue().isEmpty() && !before.agent().isEmpty()) {
        call.connect = new Conversation.Connect(before.queue(), before.agent(), "");
      }
      return;
    }
    Set<String> bridges = new HashSet<>();
    for (Leg leg : call.legs.values()) {
      if (!leg.bridge.isEmpty() && !leg.isHidden() && !bridges.add(leg.bridge)) {
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
            agents.at(leg.channel));
      }
    }
  }

  private void endTheOthers() {
    for (Known.OpenCall call : known.calls()) {
      if (calls.all().stream().noneMatch(there -> there.ref.equals(call.ref()))) {
        teller.call(
            new Conversation(call.ref(), known.heardUntil()),
            known.heardUntil(),
            "CallEnded",
            call.ref(),
            "by",
            "unknown");
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
