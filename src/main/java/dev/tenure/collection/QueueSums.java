package dev.tenure.collection;

import dev.tenure.platform.CustomerId;
import java.util.Set;

/** Stored sums by queue; the reporting module implements it. */
public interface QueueSums {

  /**
   * Reports that the wrap-up after calls of these queues changes in the caller's transaction: their
   * sums are out of date once it is committed.
   */
  void wrapUpChanges(CustomerId customer, Set<String> queues);
}
