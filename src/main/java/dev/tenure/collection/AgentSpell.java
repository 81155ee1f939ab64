package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span {@code [from, to)} in which an agent did one thing.
 *
 * @param detail why not ready, or the queue or number of the call; may be empty
 * @param call that rang or was talked, null for none
 * @param held completed holds within a talk whose place in it isn't known
 * @param open whether it still lasts at {@code to}
 * @param cut whether it was open at T and ends there (C4)
 */
public record AgentSpell(
    AgentStatus status,
    String detail,
    @Nullable CallId call,
    Instant from,
    Instant to,
    Duration held,
    boolean open,
    boolean cut) {

  /** How long it lasts. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
