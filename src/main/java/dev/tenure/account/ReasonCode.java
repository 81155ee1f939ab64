package dev.tenure.account;

/** The reasons on the list; the free text beside them says more. */
public enum ReasonCode {
  MISSED_PAYMENT,
  CUSTOMER_REQUEST,
  CONTRACT_ENDED,
  SECURITY,
  MISTAKE,
  OTHER
}
