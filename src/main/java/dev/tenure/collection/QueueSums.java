package dev.tenure.collection;

import dev.tenure.platform.CustomerId;
import java.util.Set;

/** Sums that are kept of queues, as whoever sums facts up knows. */
public interface QueueSums {

  /**
   * The wrap-up that follows calls of these queues becomes another one in the caller's transaction:
   * what is summed up of them isn't so any more once that is committed.
   */
  void wrapUpChanges(CustomerId customer, Set<String> queues);
}
