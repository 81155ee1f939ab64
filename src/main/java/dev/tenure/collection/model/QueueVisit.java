package dev.tenure.collection.model;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.VisitOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a call in a queue, or one attempt to enter it.
 *
 * @param leftAt end of the wait, exclusive; null while the caller waits
 * @param refusal why the queue didn't take the caller, null if it did
 * @param agent reference of who answered, empty for nobody or if untold
 * @param talkUntil end of the talk that the answer began, exclusive; null while it lasts or if
 *     there is none
 * @param held sum of the completed holds within that talk
 * @param endedBy who ended that talk; null while it lasts or if there is none
 * @param transferred whether the call moved on to somebody else after it was connected
 * @param until end of what is known of it, exclusive, always after {@code enteredAt}
 */
public record QueueVisit(
    String queue,
    Instant enteredAt,
    @Nullable Instant leftAt,
    VisitOutcome outcome,
    Happening.@Nullable Refusal refusal,
    String agent,
    @Nullable Instant talkUntil,
    Duration held,
    @Nullable CallEnding endedBy,
    boolean transferred,
    Instant until) {}
