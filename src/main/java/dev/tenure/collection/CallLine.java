package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as lists show it.
 *
 * @param agentName the last agent's; empty if nobody took it
 * @param endedAt exclusive; null while in progress, and so are {@code endedBy} and {@code outcome}
 * @param waited from the first queue, or the start, until somebody took it or it ended; up to now
 *     while in progress
 * @param talked from when somebody took it until its end or now; holds are inside
 * @param held of that, on hold
 */
public record CallLine(
    CallId id,
    CallDirection direction,
    String caller,
    String called,
    String queue,
    String agentName,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable CallEnding endedBy,
    @Nullable CallOutcome outcome,
    CallState state,
    Duration waited,
    Duration talked,
    Duration held) {}
