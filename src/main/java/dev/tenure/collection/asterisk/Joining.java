package dev.tenure.collection.asterisk;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls that a transfer combines: the consultation becomes part of the caller's call (C11). */
final class Joining {

  private final Calls calls;
  private final Teller teller;

  Joining(Calls calls, Teller teller) {
    this.calls = calls;
    this.teller = teller;
  }

  /** Whether an agent's own call has reached nobody, so that it doesn't count as a call. */
  static boolean isNothingOfItsOwn(Conversation call) {
    return !call.isInbound()
        && call.visit == null
        && call.connect == null
        && call.partner == null
        && !call.parked;
  }

  /** Whether a call can become part of another one, as a consultation. */
  static boolean canJoin(Conversation call) {
    return call.told() != null;
  }

  /**
   * The consultation continues in the caller's call, be it a talk, a ringing, or a stay in a queue.
   *
   * @param transferred the channel that replaces the one who consulted; empty for none
   */
  void join(Conversation consultation, Conversation call, String transferred, Instant at) {
    @Nullable List<CanonicalEvent> told = consultation.told();
    calls.moveAll(consultation, call);
    if (told == null) {
      // A call from outside, or one whose beginning isn't remembered: it stays a separate call.
      teller.call(consultation, at, "CallEnded", consultation.ref, "by", "agent");
      if (consultation.visit != null) {
        String queue = consultation.visit.queue;
        teller.call(call, at, "QueueEntered", call.ref, "queue", queue);
      }
    } else {
      tell(told, consultation, call, at);
    }
    Conversation.Visit visit = consultation.visit;
    if (visit != null) {
      call.visit = transferred.isEmpty() ? visit : visit.of(transferred);
      call.mark("queue", visit.queue);
    }
    call.connect = null;
    call.nowWith(consultation.partner, consultation.talkingLeg);
  }

  private void tell(
      List<CanonicalEvent> told, Conversation consultation, Conversation call, Instant at) {
    teller.call(call, at, "BranchJoined", consultation.ref, "branch", consultation.ref);
    retell(told, consultation.ref, call);
    teller.call(consultation, at, "CallJoined", consultation.ref, "into", call.ref);
  }

  /** Reports calls that had joined the consultation as if they had always been part of it. */
  private void retell(List<CanonicalEvent> told, String branch, Conversation call) {
    Set<Instant> joined =
        told.stream()
            .filter(event -> event.type().equals("BranchJoined"))
            .map(CanonicalEvent::at)
            .collect(Collectors.toSet());
    for (CanonicalEvent event : told) {
      boolean seam =
          event.type().equals("BranchJoined")
              || (event.type().equals("Transferred") && joined.contains(event.at()));
      if (!seam) {
        teller.again(event, branch, call);
      }
    }
  }
}
