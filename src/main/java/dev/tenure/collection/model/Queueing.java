package dev.tenure.collection.model;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.OfferFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queues' side of a call's fold: its visits and the offers to agents. A visit lasts from
 * entering to leaving, and with an answer through the talk that the answer began.
 */
final class Queueing {

  private final List<OpenVisit> visits = new ArrayList<>();
  private final List<OpenOffer> offers = new ArrayList<>();

  /** The one that waits or talks. */
  private @Nullable OpenVisit current;

  /** The one whose talk was the last to end. */
  private @Nullable OpenVisit past;

  /** Whether {@link #past} ended by parking, so that whoever retrieves it matters. */
  private boolean parked;

  boolean isWaitingIn(String queue) {
    return current != null && current.isWaiting() && current.queue.equals(queue);
  }

  void entered(Instant at, String queue) {
    // Who talked, and is in a queue now, was moved there.
    move(at, VisitOutcome.OVERFLOW, CallEnding.UNKNOWN);
    if (parked && past != null) {
      past.transferred = true;
    }
    parked = false;
    current = new OpenVisit(queue, at);
    visits.add(current);
  }

  void refused(Instant at, String queue, Happening.Refusal why) {
    OpenVisit visit = new OpenVisit(queue, at);
    visit.refuse(why);
    visits.add(visit);
  }

  void exited(Instant at, String queue, Exit how) {
    VisitOutcome outcome =
        switch (how) {
          case ABANDONED -> VisitOutcome.ABANDONED;
          case TIMEOUT -> VisitOutcome.TIMEOUT;
          case EMPTY -> VisitOutcome.EMPTY;
          case KEY -> VisitOutcome.KEY;
          case WITHDRAWN -> VisitOutcome.WITHDRAWN;
          case TRANSFERRED -> VisitOutcome.TRANSFERRED;
          case OVERFLOW -> VisitOutcome.OVERFLOW;
          case LOST -> VisitOutcome.LOST;
        };
    if (isWaitingIn(queue)) {
      leave(at, outcome);
      return;
    }
    // A clock that steps back tells of leaving one queue after entering the next.
    visits.stream()
        .filter(v -> v != current && v.queue.equals(queue) && v.outcome == VisitOutcome.OVERFLOW)
        .reduce((first, last) -> last)
        .ifPresent(v -> v.outcome = outcome);
  }

  /** The call goes on elsewhere: a talk was passed on, a wait ended. */
  void moved(Instant at, CallEnding by) {
    move(at, VisitOutcome.TRANSFERRED, by);
  }

  private void move(Instant at, VisitOutcome ofWait, CallEnding by) {
    if (current == null) {
      cancelOffers(at);
    } else if (current.isWaiting()) {
      leave(at, ofWait);
    } else {
      current.transferred = true;
      talkEnded(at, by);
    }
  }

  void parked(Instant at) {
    if (current != null && current.isTalking()) {
      talkEnded(at, CallEnding.AGENT);
      parked = true;
    } else {
      moved(at, CallEnding.AGENT);
    }
  }

  /** The transfer that just ended the talk parked the call. */
  void parkedByTransfer() {
    if (past != null) {
      past.transferred = false;
      parked = true;
    }
  }

  /** Takes over the visits of a call that became part of this one. */
  void join(Queueing other) {
    other.offers.forEach(offer -> offer.shift(visits.size()));
    visits.addAll(other.visits);
    offers.addAll(other.offers);
    if (other.current != null) {
      current = other.current;
    }
  }

  /**
   * Somebody took the call.
   *
   * @param anew whether that is another talk than the one before
   */
  void answered(Instant at, String who, boolean anew) {
    if (parked && past != null && !who.equals(past.agent)) {
      past.transferred = true;
    }
    parked = false;
    if (current == null) {
      return;
    }
    if (current.isWaiting()) {
      current.leave(at, VisitOutcome.ANSWERED);
      current.agent = who;
    } else if (anew) {
      moved(at, CallEnding.UNKNOWN);
      return;
    } else if (current.agent.isEmpty()) {
      current.agent = who;
    }
    settleOffers(current);
  }

  void held(Duration span) {
    if (current != null && current.isTalking()) {
      current.held = current.held.plus(span);
    }
  }

  /** The talk is over; whoever knows who ended it may come after the end itself. */
  void talkEnded(Instant at, CallEnding by) {
    if (current != null && current.isTalking()) {
      current.endTalk(at, by);
      past = current;
      current = null;
      cancelOffers(at);
    } else if (past != null && past.endedBy == CallEnding.UNKNOWN && !past.transferred) {
      past.endedBy = by;
    }
  }

  void offered(Instant at, String queue, String agent) {
    offers.stream().filter(o -> o.isRinging() && o.agent.equals(agent)).forEach(o -> o.cancel(at));
    offers.add(new OpenOffer(isWaitingIn(queue) ? visits.size() : 0, queue, agent, at));
  }

  void offerFailed(Instant at, String queue, String agent, OfferFailure why) {
    OfferResult result =
        switch (why) {
          case NO_ANSWER -> OfferResult.NO_ANSWER;
          case BUSY -> OfferResult.BUSY;
          case REJECTED -> OfferResult.REJECTED;
          case CANCELLED -> OfferResult.CANCELLED;
        };
    offers.stream()
        .filter(o -> o.agent.equals(agent) && o.queue.equals(queue))
        .reduce((first, last) -> last)
        .ifPresent(o -> {
          if (o.isRinging()) {
            o.end(at, result);
          } else {
            o.learn(result);
          }
        });
  }

  private void settleOffers(OpenVisit answered) {
    Instant at = answered.leftAt;
    if (at == null || answered.agent.isEmpty()) {
      return;
    }
    for (OpenOffer offer : offers) {
      if (offer.isRinging()) {
        if (offer.agent.equals(answered.agent)) {
          offer.end(at, OfferResult.ANSWERED);
        } else {
          offer.cancel(at);
        }
      }
    }
  }

  private void cancelOffers(Instant at) {
    offers.stream().filter(OpenOffer::isRinging).forEach(o -> o.cancel(at));
  }

  private void leave(Instant at, VisitOutcome how) {
    if (current != null) {
      current.leave(at, how);
      current = null;
    }
    cancelOffers(at);
  }

  /** The call is over, or its service (C4). */
  void ended(Instant at, CallEnding by) {
    if (by == CallEnding.TERMINATION) {
      offers.stream().filter(OpenOffer::isRinging).forEach(o -> o.end(at, OfferResult.CUT_OFF));
    }
    if (current != null && current.isWaiting()) {
      leave(
          at,
          switch (by) {
            case TERMINATION -> VisitOutcome.CUT_OFF;
            case SYSTEM -> VisitOutcome.WITHDRAWN;
            case CALLER, AGENT, UNKNOWN -> VisitOutcome.ABANDONED;
          });
    } else if (current != null) {
      talkEnded(at, by);
    }
    cancelOffers(at);
  }

  List<QueueVisit> visits() {
    return visits.stream().map(OpenVisit::seen).toList();
  }

  List<AgentOffer> offers() {
    return offers.stream().map(OpenOffer::seen).toList();
  }

  /** Further, if a visit or offer reaches further. */
  Extent reach(Extent call) {
    return call.spans(visits(), QueueVisit::until).spans(offers(), AgentOffer::until);
  }
}
