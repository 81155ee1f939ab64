package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blind and attended transfers, and parking. */
final class Transfers {

  private final Calls calls;
  private final Talks talks;
  private final Teller teller;

  Transfers(Calls calls, Talks talks, Teller teller) {
    this.calls = calls;
    this.talks = talks;
    this.teller = teller;
  }

  void blind(AmiMessage message, Instant at) {
    Leg by = calls.about(message, "Transferer", at);
    Leg transferred = calls.about(message, "Transferee", at);
    Leg of = transferred == null ? by : transferred;
    if (of != null && message.get("Result").equals("Success") && !of.call.parked) {
      transferred(of.call, by, message.get("Extension"), "blind", at);
    }
  }

  void attended(AmiMessage message, Instant at) {
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
    Conversation consultation =
        second != null ? second.call : target.map(leg -> leg.call).orElse(of.call);
    // A phone may transfer either of its two calls to the other; the caller's call continues.
    boolean turned = consultation.isInbound() && !of.call.isInbound();
    Conversation call = turned ? consultation : of.call;
    Conversation part = turned ? of.call : consultation;
    Optional<Leg> with = turned ? Optional.of(of) : target;
    String to = with.map(leg -> calls.pairs().far(leg).number).orElse("");
    transferred(call, by, to, "attended", at);
    if (part != call) {
      calls.joining().join(part, call, turned ? "" : of.id, at);
    } else {
      with.ifPresent(leg -> talks.consulted(call, leg, at));
    }
    with.ifPresent(leg -> talks.answered(call, leg, at));
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
    call.nowWith(null);
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
      leg.call.nowWith(null);
      leg.call.parked = true;
      teller.call(leg.call, at, "Parked", leg.id, "slot", message.get("ParkingSpace"));
    }
  }

  void unparked(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "Parkee", at);
    if (leg == null) {
      return;
    }
    leg.call.parked = false;
    Leg by = calls.about(message, "Retriever", at);
    if (by != null && by.call != leg.call) {
      // Dialling the slot is no call.
      calls.joinWhole(by.call, leg.call, at);
    }
    teller.call(leg.call, at, "Unparked", leg.id);
    if (by != null) {
      if (leg.isHidden()) {
        leg.reached = by;
      }
      talks.answered(leg.call, by, at);
    }
  }

  /** The parked caller has hung up. */
  void gaveUp(AmiMessage message, Instant at) {
    Leg leg = calls.about(message, "Parkee", at);
    if (leg != null) {
      leg.call.parked = false;
      leg.call.hungUpBy = leg.call.hungUpBy.isEmpty() ? "caller" : leg.call.hungUpBy;
    }
  }
}
