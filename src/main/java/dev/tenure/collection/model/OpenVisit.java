package dev.tenure.collection.model;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.VisitOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A visit as a fold goes along. */
final class OpenVisit {

  final String queue;
  String agent = "";
  Duration held = Duration.ZERO;
  boolean transferred;
  VisitOutcome outcome = VisitOutcome.WAITING;
  @Nullable CallEnding endedBy;
  @Nullable Instant leftAt;
  private final Instant enteredAt;
  private Happening.@Nullable Refusal refusal;
  private @Nullable Instant talkUntil;

  OpenVisit(String queue, Instant enteredAt) {
    this.queue = queue;
    this.enteredAt = enteredAt;
  }

  void refuse(Happening.Refusal why) {
    leave(enteredAt, VisitOutcome.REFUSED);
    refusal = why;
  }

  boolean isWaiting() {
    return outcome == VisitOutcome.WAITING;
  }

  boolean isTalking() {
    return outcome == VisitOutcome.ANSWERED && talkUntil == null;
  }

  void leave(Instant at, VisitOutcome how) {
    leftAt = at;
    outcome = how;
  }

  void endTalk(Instant at, CallEnding by) {
    talkUntil = at;
    endedBy = by;
  }

  /** As it is now; an open one reaches a microsecond beyond what it tells. */
  QueueVisit seen() {
    Instant told = talkUntil != null ? talkUntil : leftAt != null ? leftAt : enteredAt;
    boolean open = isWaiting() || isTalking();
    return new QueueVisit(
        queue,
        enteredAt,
        leftAt,
        outcome,
        refusal,
        agent,
        talkUntil,
        held,
        endedBy,
        transferred,
        open || !enteredAt.isBefore(told) ? told.plusNanos(1000) : told);
  }
}
