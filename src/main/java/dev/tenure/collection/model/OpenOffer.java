package dev.tenure.collection.model;

import dev.tenure.collection.OfferResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer as a fold goes along. */
final class OpenOffer {

  final String queue;
  final String agent;
  private int visit;
  private final Instant offeredAt;
  private OfferResult result = OfferResult.RINGING;
  private @Nullable Instant endedAt;
  private boolean inferred;

  OpenOffer(int visit, String queue, String agent, Instant offeredAt) {
    this.visit = visit;
    this.queue = queue;
    this.agent = agent;
    this.offeredAt = offeredAt;
  }

  /** Moves its visit behind that many others. */
  void shift(int visits) {
    visit = visit == 0 ? 0 : visit + visits;
  }

  boolean isRinging() {
    return endedAt == null;
  }

  void end(Instant at, OfferResult how) {
    endedAt = at.isBefore(offeredAt) ? offeredAt : at;
    result = how;
  }

  /** Ends because the call went on elsewhere; what is told of the offer itself knows better. */
  void cancel(Instant at) {
    end(at, OfferResult.CANCELLED);
    inferred = true;
  }

  /** Takes what is told of an end that was only inferred. */
  void learn(OfferResult told) {
    if (inferred) {
      result = told;
      inferred = false;
    }
  }

  /** As it is now; an open one reaches a microsecond beyond its beginning. */
  AgentOffer seen() {
    Instant until =
        endedAt == null || !offeredAt.isBefore(endedAt) ? offeredAt.plusNanos(1000) : endedAt;
    return new AgentOffer(visit, queue, agent, offeredAt, endedAt, result, until);
  }
}
