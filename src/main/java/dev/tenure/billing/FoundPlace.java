package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
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

  /** What those that began cost a month; empty where that can't be worked out either. */
  public Optional<Money> licensedCost() {
    return times(licensed);
  }

  /** What those that wait would cost a month. */
  public Optional<Money> waitingCost() {
    return times(waiting);
  }

  private Optional<Money> times(int users) {
    return Outlook.of(() ->
            each.map(price ->
                new Money(Math.multiplyExact(price.minor(), (long) users), price.currency())))
        .known();
  }
}
