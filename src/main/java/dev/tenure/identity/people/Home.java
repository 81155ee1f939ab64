package dev.tenure.identity.people;

import dev.tenure.identity.Act;
import dev.tenure.identity.Organisation;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation that the actor can reach.
 *
 * @param reseller of a customer its reseller; null for Support
 * @param customer null unless it is one
 * @param terminated whether nothing about it can be changed any more (A13)
 */
record Home(
    Organisation organisation,
    String name,
    @Nullable ResellerId reseller,
    @Nullable CustomerId customer,
    boolean terminated) {

  /** The reseller whose own people they are; null for customers' people and for Support. */
  @Nullable UUID ownReseller() {
    return customer == null && reseller != null ? reseller.value() : null;
  }

  @Nullable UUID ownCustomer() {
    return customer == null ? null : customer.value();
  }

  /** What its own administrators keep people with. */
  Act keeping() {
    return switch (organisation) {
      case Organisation.Support s -> Act.KEEP_SUPPORT_PEOPLE;
      case Organisation.Reseller r -> Act.KEEP_RESELLER_PEOPLE;
      case Organisation.Customer c -> Act.KEEP_CUSTOMER_PEOPLE;
    };
  }
}
