package dev.tenure.billing;

/** D5: what becomes of days that were invoiced and then not used. */
public enum CreditRule {
  /** They stay charged. */
  NONE,
  /** They are credited by day. */
  DAILY
}
