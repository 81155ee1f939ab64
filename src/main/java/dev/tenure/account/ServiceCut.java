package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import java.time.Instant;

/**
 * Whoever stores facts under a service period cuts them when the period comes to an end (C3, C4).
 */
public interface ServiceCut {

  /**
   * Removes or trims whatever of the customer's facts reaches to or beyond {@code end}. Called
   * inside the terminating transaction, after the service period is locked against writers and
   * before it is closed; {@code end} may lie in the past, the present or, for a scheduled
   * termination, the future.
   */
  void cut(CustomerId customer, Instant end);
}
