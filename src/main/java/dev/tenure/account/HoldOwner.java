package dev.tenure.account;

import dev.tenure.platform.Level;

/** Who keeps an account disabled (A5). */
public enum HoldOwner {
  RESELLER(Level.RESELLER, "the reseller"),
  PAYMENT_POLICY(Level.RESELLER, "the reseller’s payment policy"),
  ENTERPRISE(Level.SUPPORT, "the enterprise above the reseller"),
  SUPPORT(Level.SUPPORT, "Support");

  private final Level liftedBy;
  private final String words;

  HoldOwner(Level liftedBy, String words) {
    this.liftedBy = liftedBy;
    this.words = words;
  }

  /** How a sentence names it. */
  public String words() {
    return words;
  }

  /** The owner in whose name somebody of the level places a hold. */
  static HoldOwner of(Level level) {
    return switch (level) {
      case RESELLER -> RESELLER;
      case SUPPORT -> SUPPORT;
      case SYSTEM -> PAYMENT_POLICY;
      case CUSTOMER -> throw new IllegalStateException("A customer places no holds");
    };
  }

  /**
   * A5: a reseller lifts its own and its policy's holds, never Support's; and the other way round.
   */
  public boolean isLiftedBy(Level level) {
    return liftedBy == level || (this == PAYMENT_POLICY && level == Level.SYSTEM);
  }
}
