package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;

/** Talks: who dials, answers, holds and picks up. */
final class Talks {

  private final Calls calls;
  private final Agents agents;
  private final Teller teller;

  Talks(Calls calls, Agents agents, Teller teller) {
    this.calls = calls;
    this.agents = agents;
    this.teller = teller;
  }

  void dialled(AmiMessage message, Instant at) {
    Leg from = calls.about(message, "", at);
    Leg to = calls.about(message, "Dest", at);
    if (to == null) {
      return;
    }
    String number = Numbers.number(ChannelName.dialled(message.get("DialString")));
    if (to.offeredTo.isEmpty()) {
      to.number = number.isEmpty() ? to.number : number;
    }
    if (from == null) {
      if (to.isFirst()) {
        calls.announcing().made(to, message);
      }
      return;
    }
    to.dialler = from;
    from.dialled = to;
    from.call.reachedOut = true;
    if (from.isFirst()) {
      calls.announcing().decide(from.call, to.number);
    }
    if (calls.pairs().outermost(to).offeredTo.isEmpty()) {
      from.call.mark("ext", to.number);
      teller.call(
          from.call,
          at,
          "LegRinging",
          to.id,
          "legRef",
          to.id,
          "number",
          to.number,
          "agent",
          agents.at(to.channel));
    }
  }

  void dialEnded(AmiMessage message, Instant at) {
    Leg from = calls.about(message, "", at);
    Leg to = calls.about(message, "Dest", at);
    // A dial that was cancelled is ended twice.
    if (to == null || !to.dialStatus.isEmpty()) {
      return;
    }
    Leg outermost = calls.pairs().outermost(to);
    to.dialStatus = message.get("DialStatus");
    boolean answered = to.dialStatus.equals("ANSWER");
    if (from == null) {
      return;
    }
    if (answered && from.isHidden()) {
      from.reached = to;
    }
    if (outermost != to) {
      // Part of dialling the outermost leg, whose end is reported.
      return;
    }
    if (!to.offeredTo.isEmpty()) {
      // An answered offer is told by AgentConnect, a refused one by AgentRingNoAnswer; nothing
      // follows when the caller gave up or somebody else was faster.
      if (to.dialStatus.equals("CANCEL")) {
        teller.call(
            from.call,
            at,
            "OfferFailed",
            to.id,
            "queue",
            to.offeredBy,
            "agent",
            to.offeredTo,
            "why",
            "cancelled");
      }
    } else if (answered) {
      answered(from.call, to, at);
    } else {
      teller.call(from.call, at, "LegFailed", to.id, "legRef", to.id, "cause", to.dialStatus);
    }
  }

  /** The caller talks with this leg from now on. */
  void answered(Conversation call, Leg leg, Instant at) {
    Leg by = calls.pairs().far(leg);
    call.nowWith(by);
    teller.call(
        call,
        at,
        "LegAnswered",
        by.id,
        "legRef",
        by.id,
        "number",
        by.number,
        "agent",
        agents.at(by.channel));
  }

  /** The target of a transfer was consulted before, within the same call: its talk began then. */
  void consulted(Conversation call, Leg leg, Instant at) {
    Leg with = calls.pairs().far(leg);
    Instant since = with.upAt;
    if (since == null || !since.isBefore(at)) {
      return;
    }
    teller.call(
        call,
        since,
        "LegAnswered",
        with.id,
        "legRef",
        with.id,
        "number",
        with.number,
        "agent",
        agents.at(with.channel),
        "branch",
        with.id);
    teller.call(call, at, "BranchJoined", with.id, "branch", with.id);
  }

  void state(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg != null) {
      switch (message.get("ChannelState")) {
        case "5" -> leg.rang = true;
        case "6" -> leg.upAt = leg.upAt == null ? at : leg.upAt;
        default -> {
          // On the way there.
        }
      }
    }
  }

  void hold(AmiMessage message, Instant at, String type) {
    Leg leg = calls.about(message, "", at);
    if (leg != null) {
      teller.call(leg.call, at, type, leg.id, "legRef", leg.id);
    }
  }

  void pickedUp(AmiMessage message, Instant at) {
    Leg by = calls.about(message, "", at);
    Leg target = calls.about(message, "Target", at);
    if (by != null && target != null) {
      by.pickedUp = true;
      Conversation call = target.call;
      if (by.call != call) {
        // Dialling a pick-up code is no call.
        calls.joinWhole(by.call, call, at);
      }
      call.nowWith(by);
      teller.call(call, at, "PickedUp", by.id, "legRef", by.id, "agent", agents.at(by.channel));
    }
  }
}
