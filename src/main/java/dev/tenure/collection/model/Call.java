package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole call within one service period, as its events tell it.
 *
 * @param caller number, empty if unknown; likewise {@code called}
 * @param queue the last queue that it reached, empty for none
 * @param agent reference of the last agent who took it, empty for none
 * @param waitingFrom when the caller entered the first queue, or the start
 * @param answeredAt when somebody first took it; null if nobody did
 * @param endedAt exclusive; null while it is open
 * @param until end of what is known of it, exclusive, always after {@code startedAt}
 * @param endedBy and {@code outcome}: null while it is open
 * @param held sum of the completed holds
 * @param heldSince start of the present hold, null for none
 * @param offeredTo reference of the agent whom it rings now, empty for none
 * @param offeredAt since when, null for none
 */
public record Call(
    CallDirection direction,
    String caller,
    String called,
    String queue,
    String agent,
    Instant startedAt,
    Instant waitingFrom,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    Instant until,
    @Nullable CallEnding endedBy,
    @Nullable CallOutcome outcome,
    CallState state,
    Instant stateSince,
    Duration held,
    @Nullable Instant heldSince,
    String offeredTo,
    @Nullable Instant offeredAt,
    List<Segment> segments,
    List<QueueVisit> visits,
    List<AgentOffer> offers) {

  /** Copies the lists. */
  public Call {
    segments = List.copyOf(segments);
    visits = List.copyOf(visits);
    offers = List.copyOf(offers);
  }

  /** Whether the two differ at most in segments, visits and offers. */
  public boolean isSameApartFromParts(Call other) {
    return state == other.state
        && stateSince.equals(other.stateSince)
        && until.equals(other.until)
        && held.equals(other.held)
        && Objects.equals(heldSince, other.heldSince)
        && offeredTo.equals(other.offeredTo)
        && Objects.equals(offeredAt, other.offeredAt)
        && queue.equals(other.queue)
        && agent.equals(other.agent)
        && Objects.equals(answeredAt, other.answeredAt)
        && Objects.equals(endedAt, other.endedAt)
        && endedBy == other.endedBy
        && outcome == other.outcome
        && direction == other.direction
        && caller.equals(other.caller)
        && called.equals(other.called)
        && startedAt.equals(other.startedAt)
        && waitingFrom.equals(other.waitingFrom);
  }
}
