package dev.tenure.identity;

import static java.util.Map.entry;

import java.util.Map;

/** B8: the acts that need no password typed lately, and why. */
final class UnprovedActs {

  private static final String ASKS = "asks for the present password itself";
  private static final String PROTECTS = "takes access away from oneself only";
  private static final String PROVES = "proves who one is, or asks to";
  private static final String PROGRAM = "a program with a key of its own";
  private static final String VITAL =
      "nothing stands in the way of stopping access, and it can be undone";
  private static final String FRESH = "shows the key of a phone system that sends nothing yet";
  private static final String CUSTOMERS =
      "invites by email to the address alone, and can be undone";
  private static final String NOTHING = "asks or answers, and changes nothing";
  private static final String DAILY = "daily work that can be corrected";

  static final Map<String, String> REASONS =
      Map.ofEntries(
          entry("/activate/{token}", PROVES),
          entry("/first/{token}", PROVES),
          entry("/forgot", PROVES),
          entry("/intake/v1/events", PROGRAM),
          entry("/portal/calls/columns", DAILY),
          entry("/portal/reports/views", DAILY),
          entry("/portal/reports/views/{view}/delete", DAILY),
          entry("/portal/reports/views/{view}/restore", DAILY),
          entry("/portal/settings", DAILY),
          entry("/portal/settings/thresholds", DAILY),
          entry("/portal/users/new", CUSTOMERS),
          entry("/portal/users/{person}", CUSTOMERS),
          entry("/portal/users/{person}/deactivate", VITAL),
          entry("/portal/users/{person}/link", CUSTOMERS),
          entry("/portal/users/{person}/reactivate", VITAL),
          entry("/portal/users/{person}/sign-out", PROTECTS),
          entry("/profile/browsers/{browser}/forget", PROTECTS),
          entry("/profile/password", ASKS),
          entry("/profile/sessions/{session}/end", PROTECTS),
          entry("/profile/sign-out-everywhere", PROTECTS),
          entry("/reseller/customers/new", FRESH),
          entry("/reseller/customers/{id}", DAILY),
          entry("/reseller/customers/{id}/automatic-licences", DAILY),
          entry("/reseller/customers/{id}/automatic-licences/cap", DAILY),
          entry("/reseller/customers/{id}/disable", VITAL),
          entry("/reseller/customers/{id}/licences/{holder}", DAILY),
          entry("/reseller/customers/{id}/licences/{holder}/join", DAILY),
          entry("/reseller/customers/{id}/licences/{holder}/move", DAILY),
          entry("/reseller/customers/{id}/licences/{holder}/separate", DAILY),
          entry("/reseller/customers/{id}/phone-systems", FRESH),
          entry("/reseller/customers/{id}/phone-systems/share", DAILY),
          entry("/reseller/customers/{id}/re-enable", VITAL),
          entry("/reseller/customers/{id}/request-reinstatement", NOTHING),
          entry("/reseller/customers/{id}/users/new", CUSTOMERS),
          entry("/reseller/customers/{id}/users/{person}", CUSTOMERS),
          entry("/reseller/customers/{id}/users/{person}/deactivate", VITAL),
          entry("/reseller/customers/{id}/users/{person}/link", CUSTOMERS),
          entry("/reseller/customers/{id}/users/{person}/reactivate", VITAL),
          entry("/reseller/customers/{id}/users/{person}/sign-out", PROTECTS),
          entry("/reseller/customers/{id}/withdraw", VITAL),
          entry("/reseller/phone-systems/{source}", DAILY),
          entry("/reseller/phone-systems/{source}/customers/add", DAILY),
          entry("/reseller/phone-systems/{source}/customers/remove", DAILY),
          entry("/reseller/phone-systems/{source}/customers/replace", DAILY),
          entry("/reseller/phone-systems/{source}/import", DAILY),
          entry("/reseller/phone-systems/{source}/import/history", DAILY),
          entry("/reseller/users/new", CUSTOMERS),
          entry("/reseller/users/{person}", CUSTOMERS),
          entry("/reseller/users/{person}/deactivate", VITAL),
          entry("/reseller/users/{person}/link", CUSTOMERS),
          entry("/reseller/users/{person}/reactivate", VITAL),
          entry("/reseller/users/{person}/sign-out", PROTECTS),
          entry("/reset/{token}", PROVES),
          entry("/signin", PROVES),
          entry("/signout", PROTECTS),
          entry("/support/billing/issuer", DAILY),
          entry("/support/billing/parts", DAILY),
          entry("/support/billing/parts/products", DAILY),
          entry("/support/billing/plans", DAILY),
          entry("/support/billing/plans/{plan}", DAILY),
          entry("/support/billing/runs", DAILY),
          entry("/support/customers/{id}/hold", VITAL),
          entry("/support/customers/{id}/licences", DAILY),
          entry("/support/customers/{id}/lift", VITAL),
          entry("/support/reinstatements/{id}/decline", NOTHING),
          entry("/support/resellers/new", DAILY),
          entry("/support/resellers/{id}/billing", DAILY),
          entry("/support/resellers/{id}/charge", DAILY),
          entry("/support/resellers/{id}/edit", DAILY),
          entry("/support/resellers/{id}/hold", VITAL),
          entry("/support/resellers/{id}/lift", VITAL),
          entry("/support/users/{person}/deactivate", VITAL),
          entry("/support/users/{person}/link", CUSTOMERS),
          entry("/support/users/{person}/reactivate", VITAL),
          entry("/support/users/{person}/sign-out", PROTECTS));

  private UnprovedActs() {}
}
