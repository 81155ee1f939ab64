package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.util.Collection;

/**
 * Keeps a termination out while facts are written. An interface so that a test can take it out and
 * show that it is needed.
 */
@FunctionalInterface
interface Fence {

  /**
   * Takes the shared side for the customers' service periods until the transaction ends; waits for
   * a termination under way. What was read before it may be stale: it reads the periods after it.
   */
  PeriodStore.Reading enter(Collection<CustomerId> customers);
}
