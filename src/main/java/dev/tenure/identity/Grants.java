package dev.tenure.identity;

import static dev.tenure.identity.Act.*;
import static dev.tenure.identity.Permission.*;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one table of what each permission allows. Buttons, pages and the gate all read this one. */
public final class Grants {

  private static final Map<Permission, Set<Act>> TABLE =
      Map.ofEntries(
          Map.entry(WEBSITE_ACCESS, Set.of(SEE_CUSTOMERS)),
          Map.entry(
              CUSTOMER_ADMINISTRATOR, Set.of(SEE_CUSTOMERS, CHANGE_CUSTOMERS, SEE_RESELLER_AUDIT)),
          Map.entry(BILLING_ADMINISTRATOR, Set.of(SEE_BILLING)),
          Map.entry(API_ADMINISTRATOR, Set.of(KEEP_API)),
          Map.entry(WEBHOOK_ADMINISTRATOR, Set.of(KEEP_WEBHOOKS)),
          Map.entry(BRANDING_ADMINISTRATOR, Set.of(KEEP_BRANDING)),
          Map.entry(MANAGE_USERS, Set.of(KEEP_RESELLER_PEOPLE, SEE_RESELLER_AUDIT)),
          Map.entry(SUPPORT, Set.of(SEE_PLATFORM, COMMAND_CUSTOMERS)),
          Map.entry(
              SUPPORT_ADMINISTRATOR,
              Set.of(
                  SEE_PLATFORM,
                  COMMAND_CUSTOMERS,
                  KEEP_RESELLERS,
                  KEEP_SUPPORT_PEOPLE,
                  KEEP_BILLING)),
          Map.entry(WEBSITE_USER, Set.of(SEE_CALLS)),
          Map.entry(USER_ADMINISTRATOR, Set.of(KEEP_CUSTOMER_PEOPLE, SEE_CUSTOMER_AUDIT)),
          Map.entry(SETTINGS, Set.of(CHANGE_SETTINGS)));

  private Grants() {}

  /** Everything that somebody with these permissions may do. */
  public static Set<Act> of(Collection<Permission> held) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    held.forEach(permission -> acts.addAll(TABLE.getOrDefault(permission, Set.of())));
    return acts;
  }
}
