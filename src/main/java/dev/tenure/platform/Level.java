package dev.tenure.platform;

/** Where in the tree of organisations somebody belongs. */
public enum Level {
  /** The platform's own people; they see everything. */
  SUPPORT,
  /** A reseller's people; they see their reseller and its customers. */
  RESELLER,
  /** A customer's people; they see their own customer. */
  CUSTOMER,
  /** Tenure itself: start-up, scheduled work, imports. */
  SYSTEM
}
