package dev.tenure.collection.model;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How far reaches what is told of a call that is open: a microsecond beyond its last instant. */
final class Extent {

  private Instant until;

  Extent(Instant at) {
    this.until = at.plusNanos(1000);
  }

  Extent instants(@Nullable Instant... told) {
    for (Instant at : told) {
      if (at != null && !at.isBefore(until)) {
        until = at.plusNanos(1000);
      }
    }
    return this;
  }

  <P> Extent spans(List<P> parts, Function<P, Instant> end) {
    for (P part : parts) {
      Instant at = end.apply(part);
      until = at.isAfter(until) ? at : until;
    }
    return this;
  }

  /** Exclusive. */
  Instant until() {
    return until;
  }
}
