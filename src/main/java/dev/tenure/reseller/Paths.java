package dev.tenure.reseller;

import dev.tenure.platform.CustomerId;

/** Where the portal's pages are. */
final class Paths {

  static final String CUSTOMERS = "/reseller/customers";
  static final String CUSTOMER = CUSTOMERS + "/{id}";

  private Paths() {}

  static String of(CustomerId customer) {
    return CUSTOMERS + "/" + customer;
  }

  /** The page to which a command that was carried out leads, which says what happened. */
  static String done(CustomerId customer, long version) {
    return of(customer) + "?done=" + version;
  }
}
