package dev.tenure.identity;

import dev.tenure.platform.Level;
import java.util.Arrays;
import java.util.List;

/** What an administrator gives a person; {@link Grants} says which acts it allows. */
public enum Permission {
  WEBSITE_ACCESS(Level.RESELLER),
  CUSTOMER_ADMINISTRATOR(Level.RESELLER),
  BILLING_ADMINISTRATOR(Level.RESELLER),
  API_ADMINISTRATOR(Level.RESELLER),
  WEBHOOK_ADMINISTRATOR(Level.RESELLER),
  BRANDING_ADMINISTRATOR(Level.RESELLER),
  MANAGE_USERS(Level.RESELLER),

  SUPPORT(Level.SUPPORT),
  SUPPORT_ADMINISTRATOR(Level.SUPPORT),

  WEBSITE_USER(Level.CUSTOMER),
  USER_ADMINISTRATOR(Level.CUSTOMER),
  SETTINGS(Level.CUSTOMER);

  private final Level level;

  Permission(Level level) {
    this.level = level;
  }

  /** Whose people can hold it. */
  public Level level() {
    return level;
  }

  /** Those that people of the level can hold, in the order in which forms show them. */
  public static List<Permission> of(Level level) {
    return Arrays.stream(values()).filter(permission -> permission.level == level).toList();
  }
}
