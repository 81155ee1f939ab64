package dev.tenure.collection;

import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.Map;

/** Which quarters of an hour stand still, as whoever sums facts up knows. */
public interface SettledQuarters {

  /**
   * Of the quarters that begin in {@code [from, to)} those whose facts are just as they were when
   * they were last summed up, each with a mark that is another one when they have been summed up
   * anew. So as long as the mark is the same, the facts that begin in the quarter are. As of the
   * caller's snapshot. Quarters without facts may be missing.
   */
  Map<Instant, String> between(CustomerId customer, Instant from, Instant to);
}
