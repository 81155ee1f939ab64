package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.time.Instant;

/**
 * A stretch of one agent's time, within one service period, in which events came or went.
 *
 * @param earliest of these events; {@code latest} likewise
 */
record AgentStretch(
    SourceId source,
    CustomerId customer,
    String ref,
    Service service,
    Instant earliest,
    Instant latest) {

  AgentStretch with(AgentStretch other) {
    return new AgentStretch(
        source,
        customer,
        ref,
        service,
        earliest.isBefore(other.earliest) ? earliest : other.earliest,
        latest.isAfter(other.latest) ? latest : other.latest);
  }
}
