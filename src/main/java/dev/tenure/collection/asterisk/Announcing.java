package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.util.regex.Pattern;

/** The beginnings of calls: who calls whom, in which direction. */
final class Announcing {

  private static final Pattern NUMBER = Pattern.compile("[+*#]?[0-9]+");

  private final Calls calls;
  private final Agents agents;
  private final Teller teller;

  Announcing(Calls calls, Agents agents, Teller teller) {
    this.calls = calls;
    this.agents = agents;
    this.teller = teller;
  }

  /** Tells that a leg began; the first one as soon as Asterisk knows who calls. */
  void announce(Leg leg, AmiMessage message, String prefix) {
    Conversation call = leg.call;
    if (leg.isFirst() && call.undecided) {
      return;
    }
    leg.announced = true;
    if (leg.isHidden()) {
      return;
    }
    call.mark("ext", ChannelName.extension(leg.channel));
    if (!leg.isFirst()) {
      teller.call(call, leg.startedAt, "LegStarted", leg.id, "legRef", leg.id, "to", leg.number);
      return;
    }
    String told = Numbers.number(message.get(prefix + "CallerIDNum"));
    String from = told.isEmpty() && Numbers.isInternal(leg.number) ? leg.number : told;
    String now = Numbers.number(message.get(prefix + "Exten"));
    // Later it may be where the dialplan has led the caller, say a queue.
    String to = leg.dialledFirst.isEmpty() ? now : leg.dialledFirst;
    call.mark("context", message.get(prefix + "Context"));
    String agent = agents.at(leg.channel);
    call.direction =
        from.isEmpty() && agent.isEmpty() && !Numbers.isInternal(leg.number)
            ? "inbound"
            : Numbers.direction(from.isEmpty() ? leg.number : from, to);
    first(leg, from, to, call.isInbound() ? "" : agent);
  }

  private void first(Leg leg, String from, String to, String agent) {
    Conversation call = leg.call;
    call.mark("ext", to);
    teller.call(
        call,
        leg.startedAt,
        "LegStarted",
        leg.id,
        "legRef",
        leg.id,
        "direction",
        call.direction,
        "from",
        from,
        "to",
        to,
        "agent",
        agent);
  }

  /**
   * The phone system originates a call. If its target isn't a number but a place in the dialplan,
   * it simulates a caller.
   */
  void made(Leg leg, AmiMessage message) {
    if (leg.call.undecided && !NUMBER.matcher(leg.number).matches()) {
      leg.call.undecided = false;
      if (!leg.announced && !Numbers.number(message.get("DestCallerIDNum")).isEmpty()) {
        announce(leg, message, "Dest");
      }
    }
  }

  /**
   * The phone system originated a call and continues it: either an agent's phone first, which then
   * calls that number, or the customer first.
   *
   * @param to the number or queue that it continues to; empty for none
   */
  void decide(Conversation call, String to) {
    if (!call.undecided) {
      return;
    }
    call.undecided = false;
    Leg first = calls.leg(call.firstLeg).orElse(null);
    if (first == null) {
      return;
    }
    first.announced = true;
    call.mark("ext", ChannelName.extension(first.channel));
    Leg phone = calls.pairs().far(first);
    String agent = agents.at(phone.channel);
    if (Numbers.isInternal(first.number) || !agent.isEmpty()) {
      String from = Numbers.isInternal(first.number) ? first.number : phone.number;
      call.direction = Numbers.direction(from, to);
      first(first, from, to, agent);
    } else {
      call.direction = "outbound";
      call.customerFirst = true;
      first(first, "", first.number, "");
    }
  }

  /** At a call's end: reports that only an application of the phone system took it. */
  void taken(Conversation call) {
    if (call.takenAt != null && !call.reachedOut) {
      teller.call(call, call.takenAt, "LegAnswered", call.firstLeg, "legRef", call.firstLeg);
    }
  }
}
