package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Talks that follow from bridges, where no other event reports them. */
final class Bridges {

  private final Calls calls;
  private final Talks talks;
  private final Teller teller;

  Bridges(Calls calls, Talks talks, Teller teller) {
    this.calls = calls;
    this.talks = talks;
    this.teller = teller;
  }

  void left(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg != null && leg.bridge.equals(message.get("BridgeUniqueid"))) {
      leg.bridge = "";
    }
  }

  void entered(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg == null) {
      return;
    }
    leg.bridge = message.get("BridgeUniqueid");
    calls.pairs().met(leg);
    calls.leg(message.get("SwapUniqueid")).ifPresent(other -> inPlaceOf(other, leg));
    Conversation call = leg.call;
    String type = message.get("BridgeType");
    // A channel in a holding bridge, parked or as an agent in a pool, talks with nobody.
    boolean held = type.equals("parking") || message.get("BridgeTechnology").startsWith("holding");
    if (call.partner != null || call.visit != null || held) {
      return;
    }
    @Nullable Leg with = with(call, leg);
    if (with != null) {
      talks.answered(call, with, at);
    } else if (!type.isEmpty() && !type.equals("basic") && (leg.isFirst() || leg.isHidden())) {
      conferred(call, leg, Numbers.number(message.get("Exten")), at);
    }
  }

  /** The leg that the caller talks with after the other has entered; null for none. */
  private @Nullable Leg with(Conversation call, Leg come) {
    Leg first = calls.leg(call.firstLeg).orElse(null);
    if (first == null) {
      return null;
    }
    Leg caller = calls.pairs().far(first);
    var all = calls.pairs().connected(first);
    all.remove(caller);
    return all.contains(come) ? come : all.stream().findFirst().orElse(null);
  }

  /** The caller is in a conference room, which the number leads to. */
  private void conferred(Conversation call, Leg leg, String number, Instant at) {
    calls.announcing().decide(call, number);
    call.reachedOut = true;
    String room = leg.bridge;
    call.nowWith(leg, room);
    teller.call(call, at, "LegAnswered", room, "legRef", room, "number", number);
  }

  /** Asterisk optimises a pair of Local channels away once both sides are connected. */
  private void inPlaceOf(Leg half, Leg leg) {
    Conversation call = half.call;
    if (call != leg.call || !LocalPairs.isHalf(half) || LocalPairs.isHalf(leg)) {
      return;
    }
    Leg visible =
        half.isHidden() ? calls.byChannel(ChannelName.twin(half.channel)).orElse(half) : half;
    Leg partner = call.partner;
    if (call.talkingLeg.equals(visible.id) && partner != null && partner != visible) {
      visible.replaced = true;
      partner.standsFor = visible.id;
    }
  }
}
