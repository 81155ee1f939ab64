package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who talks with whom: dials, holds, transfers, parking and pick-ups. */
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
    if (from == null || to == null) {
      return;
    }
    if (from.isHidden()) {
      to.inner = true;
      return;
    }
    if (to.offeredTo.isEmpty()) {
      String number = ChannelName.dialled(message.get("DialString"));
      to.number = number.isEmpty() ? to.number : number;
      to.call.mark("ext", to.number);
      teller.call(
          to.call,
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
    to.dialStatus = message.get("DialStatus");
    if (from == null || from.isHidden()) {
      return;
    }
    boolean answered = to.dialStatus.equals("ANSWER");
    if (!to.offeredTo.isEmpty()) {
      // An answered offer is told by AgentConnect, a refused one by AgentRingNoAnswer; nothing
      // follows when the caller gave up or somebody else was faster.
      if (to.dialStatus.equals("CANCEL")) {
        teller.call(
            to.call,
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
      answered(to.call, to, at);
    } else {
      teller.call(to.call, at, "LegFailed", to.id, "legRef", to.id, "cause", to.dialStatus);
    }
  }

  private void answered(Conversation call, Leg by, Instant at) {
    call.hungUpBy = "";
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

  void bridge(AmiMessage message, Instant at, boolean entered) {
    Leg leg = calls.about(message, "", at);
    if (leg != null) {
      String bridge = message.get("BridgeUniqueid");
      if (entered) {
        leg.bridge = bridge;
      } else if (leg.bridge.equals(bridge)) {
        leg.bridge = "";
      }
    }
  }

  void hold(AmiMessage message, Instant at, String type) {
    Leg leg = calls.about(message, "", at);
    if (leg != null) {
      teller.call(leg.call, at, type, leg.id, "legRef", leg.id);
    }
  }

  void blindTransfer(AmiMessage message, Instant at) {
    Leg by = calls.about(message, "Transferer", at);
    Leg transferred = calls.about(message, "Transferee", at);
    Leg of = transferred == null ? by : transferred;
    if (of != null && message.get("Result").equals("Success")) {
      transferred(of.call, by, message.get("Extension"), "blind", at);
    }
  }

  void attendedTransfer(AmiMessage message, Instant at) {
    Leg by = calls.about(message, "OrigTransferer", at);
    Leg second = calls.about(message, "SecondTransferer", at);
    Leg transferred = calls.about(message, "Transferee", at);
    Leg of = transferred == null ? by : transferred;
    if (of == null || !message.get("Result").equals("Success")) {
      return;
    }
    Optional<Leg> target =
        Optional.ofNullable(calls.about(message, "TransferTarget", at))
            .or(() -> inBridge(message.get("DestBridgeUniqueid"), of, by, second));
    transferred(of.call, by, target.map(leg -> leg.number).orElse(""), "attended", at);
    target.ifPresent(leg -> answered(of.call, leg, at));
  }

  /** The event may lack the target; then it is who else is in the bridge where they end up. */
  private Optional<Leg> inBridge(String bridge, Leg of, @Nullable Leg by, @Nullable Leg second) {
    return calls.legs().stream()
        .filter(leg -> !bridge.isEmpty() && leg.bridge.equals(bridge))
        .filter(leg -> leg != of && leg != by && leg != second)
        .findFirst();
  }

  private void transferred(
      Conversation call, @Nullable Leg by, String to, String kind, Instant at) {
    // What app_queue says later about this talk is about a talk that is over.
    call.connect = null;
    call.hungUpBy = "";
    teller.call(
        call,
        at,
        "Transferred",
        call.ref,
        "kind",
        kind,
        "by",
        by == null ? "" : by.number,
        "to",
        to);
  }

  void parked(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "Parkee", at);
    if (leg != null) {
      // A parked caller "talks" on for app_queue.
      leg.call.connect = null;
      leg.call.hungUpBy = "";
      teller.call(leg.call, at, "Parked", leg.id, "slot", message.get("ParkingSpace"));
    }
  }

  void unparked(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "Parkee", at);
    if (leg != null) {
      teller.call(leg.call, at, "Unparked", leg.id);
      Leg by = calls.about(message, "Retriever", at);
      if (by != null) {
        answered(leg.call, by, at);
      }
    }
  }

  void pickedUp(AmiMessage message, Instant at) {
    Leg by = calls.about(message, "", at);
    Leg target = calls.about(message, "Target", at);
    if (by != null && target != null) {
      target.call.hungUpBy = "";
      teller.call(
          target.call, at, "PickedUp", by.id, "legRef", by.id, "agent", agents.at(by.channel));
    }
  }

  void hangupRequested(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "", at);
    // What the hidden half is asked follows from what the phone system itself did.
    if (leg == null || leg.isHidden() || !leg.call.hungUpBy.isEmpty()) {
      return;
    }
    Conversation call = leg.call;
    boolean first = leg.side == Leg.Side.FIRST;
    boolean ours = call.connect != null || !agents.at(leg.channel).isEmpty();
    call.hungUpBy =
        first ? "caller" : ours || call.direction.equals("inbound") ? "agent" : "unknown";
  }
}
