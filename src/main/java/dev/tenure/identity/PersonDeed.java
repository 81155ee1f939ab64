package dev.tenure.identity;

/** What the buttons below a person's form do. */
public enum PersonDeed {
  DEACTIVATE,
  REACTIVATE,
  SIGN_OUT
}
