package dev.tenure.account;

/** What can be written on an account's timeline (A3). */
public enum IntentKind {
  CREATED,
  HOLD_PLACED,
  HOLD_LIFTED,
  /** Effective at T, which is the instant of recording for "terminate now". */
  TERMINATION_SET,
  TERMINATION_MOVED,
  TERMINATION_WITHDRAWN,
  REINSTATED
}
