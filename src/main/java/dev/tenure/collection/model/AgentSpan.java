package dev.tenure.collection.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent's status from one of its events to the next.
 *
 * @param reason why not ready; empty otherwise or if untold
 * @param endedAt exclusive, null while it lasts
 * @param until end of what is known of it, exclusive, always after {@code startedAt}
 * @param cut whether the service ended it, at {@code endedAt} (C4)
 */
public record AgentSpan(
    Status status,
    String reason,
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant until,
    boolean cut) {

  /** What an agent is while logged in. */
  public enum Status {
    READY,
    NOT_READY,
    WRAP_UP
  }
}
