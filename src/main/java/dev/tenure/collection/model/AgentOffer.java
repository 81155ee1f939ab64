package dev.tenure.collection.model;

import dev.tenure.collection.OfferResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One ringing of an agent for a queue.
 *
 * @param visit which of the call's visits it served, from 1; 0 for none
 * @param endedAt exclusive, null while it rings
 * @param until end of what is known of it, exclusive, always after {@code offeredAt}
 */
public record AgentOffer(
    int visit,
    String queue,
    String agent,
    Instant offeredAt,
    @Nullable Instant endedAt,
    OfferResult result,
    Instant until) {}
