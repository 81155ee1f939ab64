package dev.tenure.audit;

/**
 * The widest circle that may read an entry; each level also sees what the narrower ones below it
 * see.
 */
public enum Audience {
  /** The customer's own people, their reseller and Support. */
  CUSTOMER,
  /** The reseller and Support; for example the reason of a hold (B4). */
  RESELLER,
  /** Support alone. */
  SUPPORT
}
