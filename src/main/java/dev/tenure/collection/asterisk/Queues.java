package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What befalls callers in queues. */
final class Queues {

  /** Causes of Q.850, and so Asterisk's. */
  private static final String USER_BUSY = "17";

  private static final String REFUSED = "21";

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Calls calls;
  private final Agents agents;
  private final Teller teller;

  /** By queue and agent: some AgentComplete name no channel. */
  private final Map<String, Conversation> lastCall = new HashMap<>();

  /** Those who have left and of whom it isn't told how, with the instant; they are few. */
  private final Map<Conversation.Visit, Instant> leaving = new LinkedHashMap<>();

  Queues(Calls calls, Agents agents, Teller teller) {
    this.calls = calls;
    this.agents = agents;
    this.teller = teller;
  }

  private String agent(AmiMessage message, @Nullable Leg to) {
    boolean unnamed = message.get("MemberName").isEmpty();
    return unnamed && to != null && !to.offeredTo.isEmpty()
        ? to.offeredTo
        : agents.named(message, to == null ? null : calls.pairs().rung(to));
  }

  /** The dialplan sends a channel to a queue, which may not take it. */
  void sent(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg != null && message.get("Application").equals("Queue")) {
      leg.queueSent = name(message.get("AppData"));
    }
  }

  /** The queue of what the dialplan hands to the application Queue. */
  static String name(String data) {
    return data.split(",", 2)[0];
  }

  void joined(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg == null) {
      return;
    }
    settle(leg, "overflow");
    String queue = message.get("Queue");
    leg.queueSent = "";
    leg.call.reachedOut = true;
    calls.announcing().decide(leg.call, queue);
    leg.call.partner = null;
    leg.call.visit = new Conversation.Visit(queue, leg.id);
    leg.call.hungUpBy = "";
    leg.call.mark("queue", queue);
    teller.call(leg.call, at, "QueueEntered", leg.id, "queue", queue);
  }

  /** Says "abandoned" also of a time-out, an empty queue and a withdrawal. */
  void saidAbandoned(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg != null && leg.call.visit != null) {
      leg.call.visit.leftAt = at;
      leg.call.visit.saidAbandoned = true;
      leaving.put(leg.call.visit, at);
    }
  }

  void left(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg != null && leg.call.visit != null && leg.call.visit.leftAt == null) {
      leg.call.visit.leftAt = at;
      leaving.put(leg.call.visit, at);
    }
  }

  /**
   * Why a caller left, or wasn't let in; comes after "abandoned", and not if the caller hung up.
   */
  void status(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg == null || !message.get("Variable").equals("QUEUESTATUS")) {
      return;
    }
    String word = message.get("Value");
    switch (word) {
      case "TIMEOUT" -> settle(leg, "timeout");
      case "LEAVEEMPTY", "LEAVEUNAVAIL" -> settle(leg, "empty");
      case "WITHDRAW" -> settle(leg, "withdrawn");
      case "FULL" -> refused(leg, at, "full");
      case "JOINEMPTY", "JOINUNAVAIL" -> refused(leg, at, "empty");
      default -> {
        // CONTINUE, and the clearing of the variable: the visit's end is told otherwise.
      }
    }
  }

  private void refused(Leg leg, Instant at, String why) {
    if (!leg.queueSent.isEmpty()) {
      leg.call.mark("queue", leg.queueSent);
      teller.call(leg.call, at, "QueueRefused", leg.id, "queue", leg.queueSent, "why", why);
      leg.queueSent = "";
    }
  }

  /**
   * The channel is about to go: whoever left without another reason has hung up. Who left without a
   * word of "abandoned" had pressed a key, and went on in the dialplan.
   */
  void leaving(Leg leg) {
    settle(leg, "abandoned");
  }

  private void settle(Leg leg, String how) {
    Conversation.Visit visit = leg.call.visit;
    if (visit == null || !visit.leg.equals(leg.id)) {
      return;
    }
    String exit = visit.saidAbandoned ? how : "key";
    Instant left = visit.leftAt;
    leg.call.visit = null;
    leaving.remove(visit);
    if (left != null) {
      teller.call(leg.call, left, "QueueExited", leg.id, "queue", visit.queue, "how", exit);
    }
  }

  void offered(AmiMessage message, Instant at) {
    Leg caller = calls.about(message, "", at);
    Leg to = calls.about(message, "Dest", at);
    if (caller == null) {
      return;
    }
    String queue = message.get("Queue");
    String agent = agent(message, to);
    if (to != null) {
      to.offeredBy = queue;
      to.offeredTo = agent;
    }
    teller.call(
        caller.call,
        at,
        "AgentOffered",
        to == null ? agent : to.id,
        "queue",
        queue,
        "agent",
        agent);
  }

  /** Is said of a busy phone too: how dialling it ended tells. */
  void offerFailed(AmiMessage message, Instant at) {
    Leg caller = calls.about(message, "", at);
    Leg to = calls.about(message, "Dest", at);
    if (caller == null) {
      return;
    }
    String agent = agent(message, to);
    String why = to == null ? "noAnswer" : why(to, at);
    if (to != null) {
      to.offeredTo = "";
    }
    teller.call(
        caller.call,
        at,
        "OfferFailed",
        to == null ? agent : to.id,
        "queue",
        message.get("Queue"),
        "agent",
        agent,
        "why",
        why);
  }

  /**
   * Why a phone didn't answer: it declined after ringing, was busy immediately, or nothing was
   * reported. In most cases the queue itself only reports that nobody answered.
   */
  private String why(Leg to, Instant at) {
    Leg phone = calls.pairs().rung(to);
    boolean played = LocalPairs.isHalf(phone);
    boolean rang = phone.rang || (played && !at.isBefore(phone.startedAt.plus(MOMENT)));
    String status = phone.dialStatus.isEmpty() ? to.dialStatus : phone.dialStatus;
    if (phone.declined.equals(USER_BUSY) || status.equals("BUSY")) {
      return rang ? "rejected" : "busy";
    }
    // Where the dialplan stands for the phone, its end alone is no refusal.
    boolean refused = !phone.declined.isEmpty() && (!played || phone.declined.equals(REFUSED));
    return refused || status.equals("CONGESTION") || status.equals("CHANUNAVAIL")
        ? "rejected"
        : "noAnswer";
  }

  void connected(AmiMessage message, Instant at) {
    Leg caller = calls.about(message, "", at);
    Leg to = calls.about(message, "Dest", at);
    if (caller == null) {
      return;
    }
    String queue = message.get("Queue");
    String agent = agent(message, to);
    String leg = "";
    @Nullable Leg phone = null;
    String member = agent;
    if (to != null) {
      to.offeredTo = "";
      phone = calls.pairs().far(to);
      // Another agent may have picked it up, who then talks instead of the member.
      String there = phone.pickedUp ? agents.at(phone.channel) : "";
      agent = there.isEmpty() ? member : there;
      leg = phone.pickedUp ? phone.id : to.id;
      if (!phone.pickedUp) {
        agents.reached(member, phone);
      }
    }
    Conversation call = caller.call;
    if (call.visit != null) {
      leaving.remove(call.visit);
    }
    call.visit = null;
    call.nowWith(phone, leg);
    call.connect = new Conversation.Connect(queue, agent, leg);
    lastCall.put(queue + "\n" + member, call);
    teller.call(
        call, at, "QueueAnswered", caller.id, "queue", queue, "agent", agent, "legRef", leg);
  }

  void completed(AmiMessage message, Instant at) {
    Leg caller = calls.about(message, "", at);
    String queue = message.get("Queue");
    Leg to = calls.about(message, "Dest", at);
    String agent = agent(message, to);
    Conversation last = lastCall.remove(queue + "\n" + agent);
    Conversation call = caller == null ? last : caller.call;
    boolean talksOn = call != null && call.connect == null && to != null && call.partner == to;
    if (!talksOn) {
      // A consultation may have become the caller's talk, which continues.
      agents.completed(queue, agent, at);
    }
    if (call != null && call.connect != null && call.connect.queue().equals(queue)) {
      ended(call, queue, message.get("Reason"), at);
    }
  }

  private void ended(Conversation call, String queue, String reason, Instant at) {
    String by = reason.equals("caller") || reason.equals("agent") ? reason : "unknown";
    call.connect = null;
    // The queue knows its own two channels best.
    call.hungUpBy = by.equals("unknown") ? call.hungUpBy : by;
    teller.call(call, at, "QueueCallEnded", call.ref, "queue", queue, "by", by);
  }

  /** Who isn't told of within a moment went on in the dialplan, and may do so for long. */
  Optional<Instant> untoldSince(Instant now) {
    leaving.values().removeIf(left -> left.plus(MOMENT).isBefore(now));
    return leaving.values().stream().min(Comparator.naturalOrder());
  }

  int held() {
    return lastCall.size();
  }

  void clear() {
    lastCall.clear();
  }
}
