package dev.tenure.collection.freeswitch;

import dev.tenure.collection.eventsocket.SwitchEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What mod_callcenter tells of callers in queues, and of agents. */
final class CallCentre {

  /** How long after a caller has left a queue it is still unknown whether by hanging up. */
  private static final Duration UNDECIDED = Duration.ofSeconds(2);

  private final Channels channels;
  private final Roster roster;
  private final SwitchTeller teller;

  CallCentre(Channels channels, Roster roster, SwitchTeller teller) {
    this.channels = channels;
    this.roster = roster;
    this.teller = teller;
  }

  void take(SwitchEvent event, Instant at) {
    String agent = event.get("CC-Agent");
    String queue = event.get("CC-Queue");
    if (!agent.isEmpty() && !queue.isEmpty()) {
      roster.serves(agent, queue);
    }
    switch (event.get("CC-Action")) {
      case "member-queue-start" -> call(event).ifPresent(call -> entered(call, queue, at));
      case "member-queue-resume" -> call(event).ifPresent(call -> entered(call, queue, at));
      case "agent-offering" -> call(event).ifPresent(call -> offered(call, queue, agent, at));
      case "bridge-agent-fail" -> call(event).ifPresent(call -> failed(call, event, at));
      case "bridge-agent-start" -> call(event).ifPresent(call -> answered(call, event, at));
      case "bridge-agent-end" -> completed(event, at);
      case "member-queue-end" -> call(event).ifPresent(call -> left(call, event, at));
      case "agent-status-change" -> roster.status(agent, event.get("CC-Agent-Status"), at);
      case "agent-state-change" -> roster.state(agent, event.get("CC-Agent-State"), at);
      case "agent-contact-change" -> roster.contact(agent, event.get("CC-Agent-Contact"));
      case "agent-del" -> roster.status(agent, "Logged Out", at);
      default -> {
        // Counts, and what follows from the others.
      }
    }
  }

  private Optional<SwitchCall> call(SwitchEvent event) {
    return channels
        .channel(event.get("CC-Member-Session-UUID"))
        .map(channel -> {
          Roster.ofQueue(event.get("CC-Queue")).forEach(mark -> mark(channel.call, mark));
          return channel.call;
        });
  }

  private static void mark(SwitchCall call, String mark) {
    int colon = mark.indexOf(':');
    call.mark(mark.substring(0, colon), mark.substring(colon + 1));
  }

  private void entered(SwitchCall call, String queue, Instant at) {
    settle(call, "transferred");
    call.visit = new SwitchCall.Visit(queue, null, "");
    call.hungUpBy = "";
    call.firstToGo = "";
    call.heard(at);
    teller.call(call, at, "QueueEntered", call.ref, "queue", queue);
  }

  private void offered(SwitchCall call, String queue, String agent, Instant at) {
    teller.call(call, at, "AgentOffered", agent, "queue", queue, "agent", agent);
  }

  private void failed(SwitchCall call, SwitchEvent event, Instant at) {
    String why =
        switch (event.get("CC-Hangup-Cause")) {
          case "USER_BUSY" -> "busy";
          case "ORIGINATOR_CANCEL", "LOSE_RACE", "PICKED_OFF" -> "cancelled";
          case "NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT", "RECOVERY_ON_TIMER_EXPIRE" ->
              "noAnswer";
          default -> "rejected";
        };
    String agent = event.get("CC-Agent");
    teller.call(
        call, at, "OfferFailed", agent, "queue", event.get("CC-Queue"), "agent", agent, "why", why);
  }

  private void answered(SwitchCall call, SwitchEvent event, Instant at) {
    String queue = event.get("CC-Queue");
    String agent = event.get("CC-Agent");
    String channel = event.get("CC-Agent-UUID");
    call.visit = null;
    call.talks();
    call.talkingWith = channel;
    call.connect = new SwitchCall.Connect(queue, agent, channel);
    call.heard(at);
    teller.call(
        call, at, "QueueAnswered", agent, "queue", queue, "agent", agent, "legRef", channel);
  }

  /** Comes a moment after the talk, when the channels are gone. */
  private void completed(SwitchEvent event, Instant at) {
    String agent = event.get("CC-Agent");
    Instant ended = at;
    Optional<SwitchCall> call = call(event);
    if (call.isPresent()) {
      Instant heard = call.get().talkEndedAt;
      ended = heard == null || heard.isAfter(at) ? at : heard;
      ended(call.get(), event.get("CC-Queue"), ended);
    }
    roster.completed(agent, ended);
  }

  private void ended(SwitchCall call, String queue, Instant at) {
    SwitchCall.Connect connect = call.connect;
    if (connect != null && connect.queue().equals(queue)) {
      String by = call.hungUpBy.isEmpty() ? "unknown" : call.hungUpBy;
      call.connect = null;
      call.talkingWith = "";
      teller.call(call, at, "QueueCallEnded", call.ref, "queue", queue, "by", by);
    }
  }

  private void left(SwitchCall call, SwitchEvent event, Instant at) {
    if (call.visit == null || event.get("CC-Cause").equals("Terminated")) {
      return;
    }
    call.visit = new SwitchCall.Visit(call.visit.queue(), at, teller.key());
    switch (event.get("CC-Cancel-Reason")) {
      case "TIMEOUT" -> settle(call, "timeout");
      case "NO_AGENT_TIMEOUT" -> settle(call, "empty");
      case "EXIT_WITH_KEY" -> settle(call, "key");
      default -> {
        // BREAK_OUT: the caller's channel went elsewhere, which nearly always means that it hung
        // up.
        Channel caller = channels.channel(call.ref).orElse(null);
        if (caller == null || caller.hungUpAt != null) {
          settle(call, "abandoned");
        }
      }
    }
  }

  /** The channel hangs up: if it has just left a queue, the caller gave up. */
  void hangsUp(Channel channel) {
    if (channel.first) {
      settle(channel.call, "abandoned");
    }
  }

  /** Who has left a queue a while ago and lives was moved elsewhere. */
  void due(Instant now) {
    for (SwitchCall call : channels.all()) {
      Instant left = call.visit == null ? null : call.visit.leftAt();
      if (left != null && left.plus(UNDECIDED).isBefore(now)) {
        settle(call, "transferred");
      }
    }
  }

  private void settle(SwitchCall call, String how) {
    SwitchCall.Visit visit = call.visit;
    if (visit != null && visit.leftAt() != null) {
      Instant left = Objects.requireNonNull(visit.leftAt());
      call.visit = null;
      call.heard(left);
      teller.callBy(
          visit.key(), call, left, "QueueExited", call.ref, "queue", visit.queue(), "how", how);
    }
  }
}
