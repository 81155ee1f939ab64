package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.util.Optional;

/**
 * Unconfirmed users of one customer.
 *
 * @param part that they get
 * @param each what one costs a month at the present volume, empty where the plan has no price
 */
public record FoundPlace(
    CustomerId customer,
    String name,
    PartNumber part,
    int licensed,
    int waiting,
    Optional<Money> each) {

  /** What those that began cost a month. */
  public Optional<Money> licensedCost() {
    return each.map(price -> times(price, licensed));
  }

  /** What those that wait would cost a month. */
  public Optional<Money> waitingCost() {
    return each.map(price -> times(price, waiting));
  }

  private static Money times(Money price, int users) {
    return new Money(Math.multiplyExact(price.minor(), (long) users), price.currency());
  }
}
