package dev.tenure.platform.database;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.UUID;

/** Whose rows a request may touch; the database itself hides all others from it. */
public sealed interface Tenant {

  UUID id();

  /** A reseller's people: the reseller's own rows, and those of its customers. */
  record OfReseller(ResellerId reseller) implements Tenant {
    @Override
    public UUID id() {
      return reseller.value();
    }
  }

  /** A customer's people. */
  record OfCustomer(CustomerId customer) implements Tenant {
    @Override
    public UUID id() {
      return customer.value();
    }
  }
}
