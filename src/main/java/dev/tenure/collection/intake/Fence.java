package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Journey;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Keeps a termination out while facts are written. An interface so that a test can take it out and
 * show that it is needed.
 */
@FunctionalInterface
interface Fence {

  /**
   * Adds to the journey, which is of the caller's transaction: takes the shared side for the
   * customers' service periods until the transaction ends; waits for a termination under way. What
   * was read before it may be stale: it reads the periods after it.
   */
  Supplier<PeriodStore.Reading> enter(Journey journey, Collection<CustomerId> customers);
}
