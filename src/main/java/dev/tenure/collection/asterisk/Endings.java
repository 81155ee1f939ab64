package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;

/** Who ends calls and talks: the side that first requests to hang up. */
final class Endings {

  private final Calls calls;
  private final Agents agents;

  Endings(Calls calls, Agents agents) {
    this.calls = calls;
    this.agents = agents;
  }

  void hangupRequested(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    if (leg == null) {
      return;
    }
    Conversation call = leg.call;
    boolean waiting = leg.upAt == null && leg.dialStatus.isEmpty();
    if (waiting && !leg.isFirst() && leg != call.partner) {
      // The phone never took the call.
      String cause = message.get("Cause");
      leg.declined = cause.isEmpty() ? "0" : cause;
      return;
    }
    if (call.hungUpBy.isEmpty() && isOfTheTalk(leg)) {
      call.hungUpBy = party(leg);
    }
  }

  /**
   * Whether hanging up this leg ends the talk. A request to half of a Local pair follows from
   * others; a party that has passed the call on, or a phone that only rings, doesn't end the talk.
   */
  private boolean isOfTheTalk(Leg leg) {
    Leg first = calls.leg(leg.call.firstLeg).map(calls.pairs()::far).orElse(null);
    return !leg.isHidden()
        && calls.pairs().far(leg) == leg
        && (leg.isFirst() || leg == first || leg == leg.call.partner || first == null);
  }

  private boolean isOurs(Leg leg) {
    return !agents.at(leg.channel).isEmpty()
        || Numbers.isInternal(ChannelName.extension(leg.channel));
  }

  private String party(Leg leg) {
    Conversation call = leg.call;
    boolean began =
        leg.isFirst()
            || calls
                .leg(call.firstLeg)
                .map(calls.pairs()::far)
                .filter(far -> far == leg)
                .isPresent();
    return switch (call.direction) {
      case "inbound", "internal" -> began ? "caller" : "agent";
      // The caller is the other side, although an agent made the call.
      case "outbound" -> (began && !call.customerFirst) || isOurs(leg) ? "agent" : "caller";
      default -> began ? "caller" : call.connect == null ? "unknown" : "agent";
    };
  }
}
