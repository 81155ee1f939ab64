package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;

/** Who ends calls and talks, by whose end asks for it first. */
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
      // It never took the call.
      String cause = message.get("Cause");
      leg.declined = cause.isEmpty() ? "0" : cause;
      return;
    }
    if (call.hungUpBy.isEmpty() && isOfTheTalk(leg)) {
      call.hungUpBy = party(leg);
    }
  }

  /**
   * What a half of a Local pair is asked follows from what others were asked; whoever has passed
   * the call on ends nothing by hanging up, and neither does one whom it only rings.
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
      // The caller is the other side, whoever has called whom.
      case "outbound" -> (began && !call.customerFirst) || isOurs(leg) ? "agent" : "caller";
      default -> began ? "caller" : call.connect == null ? "unknown" : "agent";
    };
  }
}
