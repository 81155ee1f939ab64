package dev.tenure.customer.live;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many live boards are open on this node: of one person, of one customer, and in all. A board
 * stays open for hours, so who comes too late isn't kept waiting.
 */
@Component
class LiveBudget {

  private final int perPerson;
  private final int perCustomer;
  private final int inAll;
  private final Map<Object, Integer> open = new HashMap<>();
  private int all;

  /** What became of a wish to enter. */
  sealed interface Entry {}

  /** Counted, until it leaves. */
  record Entered() implements Entry {}

  /**
   * Not counted.
   *
   * @param own whether the person or their customer has as many as one may have
   */
  record Refused(boolean own) implements Entry {}

  LiveBudget(
      @Value("${tenure.live.per-person:250}") int perPerson,
      @Value("${tenure.live.per-customer:1000}") int perCustomer,
      @Value("${tenure.live.streams:2048}") int inAll) {
    this.perPerson = perPerson;
    this.perCustomer = perCustomer;
    this.inAll = inAll;
  }

  synchronized Entry enter(PersonId person, CustomerId customer) {
    if (open.getOrDefault(person, 0) >= perPerson
        || open.getOrDefault(customer, 0) >= perCustomer) {
      return new Refused(true);
    }
    if (all >= inAll) {
      return new Refused(false);
    }
    all++;
    open.merge(person, 1, Integer::sum);
    open.merge(customer, 1, Integer::sum);
    return new Entered();
  }

  synchronized void leave(PersonId person, CustomerId customer) {
    all--;
    less(person);
    less(customer);
  }

  private void less(Object who) {
    open.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1);
  }
}
