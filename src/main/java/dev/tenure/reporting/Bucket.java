package dev.tenure.reporting;

import java.time.Instant;

/** A step of a report: {@code [from, to)}, both on quarters of an hour. */
public record Bucket(Instant from, Instant to) {

  /** Rejects an empty one. */
  public Bucket {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("From " + from + " to " + to + " nothing can happen");
    }
  }

  /** Whether any instant lies in both. */
  public boolean overlaps(Instant since, Instant until) {
    return from.isBefore(until) && since.isBefore(to);
  }
}
