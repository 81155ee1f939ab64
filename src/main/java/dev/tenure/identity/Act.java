package dev.tenure.identity;

import dev.tenure.platform.Level;

/**
 * Something that not everybody of a level may do; {@link Grants} says which permission allows it.
 */
public enum Act {
  /** Look at the reseller's customers. */
  SEE_CUSTOMERS(Level.RESELLER),
  /** Create and edit customers, command their lives, keep their people and phone systems. */
  CHANGE_CUSTOMERS(Level.RESELLER),
  SEE_BILLING(Level.RESELLER),
  KEEP_API(Level.RESELLER),
  KEEP_WEBHOOKS(Level.RESELLER),
  KEEP_BRANDING(Level.RESELLER),
  KEEP_RESELLER_PEOPLE(Level.RESELLER),
  SEE_RESELLER_AUDIT(Level.RESELLER),

  /** Look at every reseller, customer and audit entry. */
  SEE_PLATFORM(Level.SUPPORT),
  /** Place and lift Support's holds on customers, and reinstate them (E1). */
  COMMAND_CUSTOMERS(Level.SUPPORT),
  /** Create, edit, hold and free resellers, and keep their people. */
  KEEP_RESELLERS(Level.SUPPORT),
  KEEP_SUPPORT_PEOPLE(Level.SUPPORT),
  /** Keep plans, terms and parts, ask for runs, and credit or debit by hand. */
  KEEP_BILLING(Level.SUPPORT),

  /** Look at live boards, calls and agents. */
  SEE_CALLS(Level.CUSTOMER),
  KEEP_CUSTOMER_PEOPLE(Level.CUSTOMER),
  CHANGE_SETTINGS(Level.CUSTOMER),
  SEE_CUSTOMER_AUDIT(Level.CUSTOMER);

  private final Level level;

  Act(Level level) {
    this.level = level;
  }

  /** Whose people can do it at all. */
  public Level level() {
    return level;
  }
}
