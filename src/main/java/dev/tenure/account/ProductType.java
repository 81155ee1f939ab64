package dev.tenure.account;

/** What a customer may use; each includes the ones before it. */
public enum ProductType {
  REPORTS,
  ANALYTICS,
  LIVE_ANALYTICS,
  CONTACT_CENTRE
}
