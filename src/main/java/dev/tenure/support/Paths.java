package dev.tenure.support;

import dev.tenure.account.Outcome;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import org.springframework.web.servlet.ModelAndView;

/** Where the console's pages are. */
final class Paths {

  static final String CUSTOMERS = "/support/customers";
  static final String CUSTOMER = CUSTOMERS + "/{id}";
  static final String CUSTOMER_LICENCES = CUSTOMER + "/licences";
  static final String RESELLERS = "/support/resellers";
  static final String RESELLER = RESELLERS + "/{id}";
  static final String REQUESTS = "/support/reinstatements";
  static final String SYSTEMS = "/support/phone-systems";
  static final String AUDIT = "/support/audit";
  static final String EFFECTS = "/support/effects";
  static final String BILLING = "/support/billing";
  static final String RUNS = BILLING + "/runs";
  static final String RUN = RUNS + "/{run}";
  static final String RUN_RESELLER = RUN + "/resellers/{id}";
  static final String PLANS = BILLING + "/plans";
  static final String PARTS = BILLING + "/parts";
  static final String ISSUER = BILLING + "/issuer";
  static final String INVOICE = BILLING + "/invoices/{invoice}";
  static final String RESELLER_BILLING = RESELLER + "/billing";
  static final String RESELLER_CHARGE = RESELLER + "/charge";
  static final String CLOCK = "/support/clock";
  static final String OUTBOX = "/support/outbox";

  private Paths() {}

  static String of(CustomerId customer) {
    return CUSTOMERS + "/" + customer;
  }

  static String of(ResellerId reseller) {
    return RESELLERS + "/" + reseller;
  }

  /** The page of what a command was about, which then says how it came out. */
  static ModelAndView after(String address, Outcome outcome) {
    return new ModelAndView(
        "redirect:"
            + address
            + switch (outcome) {
              case Outcome.Done done -> "?done=" + done.version();
              case Outcome.AlreadySo so -> "?so=" + so.code();
            });
  }
}
