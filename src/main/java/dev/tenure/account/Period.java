package dev.tenure.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service period {@code [from, until)}: facts are kept for instants inside it only (C1).
 *
 * @param until T, past or future; null while no termination is set
 */
public record Period(Instant from, @Nullable Instant until) {

  public boolean contains(Instant t) {
    return !t.isBefore(from) && (until == null || t.isBefore(until));
  }
}
