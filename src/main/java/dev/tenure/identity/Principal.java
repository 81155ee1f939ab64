package dev.tenure.identity;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person who sent a request, as the gate found them at its beginning. A controller takes one as
 * a parameter.
 *
 * @param reseller their own reseller; for a customer's person the customer's; null for Support
 * @param customer their customer; null on other levels
 * @param organisation name of their customer or reseller; {@code Support} for Support
 * @param zone their organisation's time zone
 */
public record Principal(
    PersonId person,
    SessionId session,
    String name,
    String email,
    Level level,
    @Nullable ResellerId reseller,
    @Nullable CustomerId customer,
    String organisation,
    ZoneId zone,
    Set<Permission> permissions) {

  public Principal {
    permissions = Set.copyOf(permissions);
  }

  /** Whether they hold a permission that allows the act; ask this before showing a button. */
  public boolean may(Act act) {
    return act.level() == level && Grants.of(permissions).contains(act);
  }

  /** The person as the trail remembers them, with the network address they act from (F1). */
  public Actor toActor(String address) {
    return new Actor(person, name, level, reseller, customer, address);
  }

  /**
   * Their reseller, on pages that only a reseller's or customer's people can reach.
   *
   * @throws IllegalStateException for Support
   */
  public ResellerId ownReseller() {
    if (reseller == null) {
      throw new IllegalStateException(person + " of level " + level + " has no reseller");
    }
    return reseller;
  }

  /**
   * Their customer, on pages that only a customer's people can reach.
   *
   * @throws IllegalStateException on other levels
   */
  public CustomerId ownCustomer() {
    if (customer == null) {
      throw new IllegalStateException(person + " of level " + level + " has no customer");
    }
    return customer;
  }

  /** The organisation whose people they are among. */
  public Organisation home() {
    return switch (level) {
      case SUPPORT -> new Organisation.Support();
      case RESELLER -> new Organisation.Reseller(ownReseller());
      case CUSTOMER -> new Organisation.Customer(ownCustomer());
      case SYSTEM -> throw new IllegalStateException("Tenure itself doesn't sign in: " + person);
    };
  }
}
