package dev.tenure.collection;

/** Who or what ended a call or an agent's status. */
public enum CallEnding {
  CALLER,
  AGENT,
  SYSTEM,
  UNKNOWN,
  /** C4: it was open at T. */
  TERMINATION
}
