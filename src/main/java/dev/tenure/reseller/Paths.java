package dev.tenure.reseller;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.CustomerId;

/** Where the portal's pages are. */
final class Paths {

  static final String AUDIT = "/reseller/audit";
  static final String CUSTOMERS = "/reseller/customers";
  static final String NEW = CUSTOMERS + "/new";
  static final String CUSTOMER = CUSTOMERS + "/{id}";
  static final String PHONES = CUSTOMER + "/phone-systems";
  static final String SYSTEMS = "/reseller/phone-systems";
  static final String SYSTEM = SYSTEMS + "/{source}";
  static final String SYSTEM_IMPORT = SYSTEM + "/import";
  static final String SYSTEM_IMPORT_HISTORY = SYSTEM_IMPORT + "/history";
  static final String SYSTEM_IMPORT_RUN = SYSTEM_IMPORT + "/{run}";
  static final String USERS = CUSTOMER + "/users";
  static final String BILLING = "/reseller/billing";
  static final String ESTIMATE = BILLING + "/estimate";
  static final String INVOICE = BILLING + "/invoices/{invoice}";
  static final String CUSTOMER_BILLING = CUSTOMER + "/billing";
  static final String LICENCES = CUSTOMER + "/licences";
  static final String LICENCE = LICENCES + "/{holder}";
  static final String LICENCE_MOVE = LICENCE + "/move";
  static final String LICENCE_JOIN = LICENCE + "/join";
  static final String LICENCE_SEPARATE = LICENCE + "/separate";
  static final String FOUND = CUSTOMER + "/automatic-licences";
  static final String FOUND_CAP = FOUND + "/cap";
  static final String ALL_FOUND = BILLING + "/automatic-licences";
  static final String IDLE = BILLING + "/inactive";
  static final String USER = USERS + "/{person}";

  private Paths() {}

  static String of(CustomerId customer) {
    return CUSTOMERS + "/" + customer;
  }

  /** The page to which a command that was carried out leads, which says what happened. */
  static String done(CustomerId customer, long version) {
    return of(customer) + "?done=" + version;
  }

  static String phones(CustomerId customer) {
    return of(customer) + "/phone-systems";
  }

  static String of(SourceId source) {
    return SYSTEMS + "/" + source;
  }

  static String users(CustomerId customer) {
    return of(customer) + "/users";
  }
}
