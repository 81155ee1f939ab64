package dev.tenure.identity;

/** What a mailed link is good for. */
public enum LinkKind {
  /** Choose the first password. */
  ACTIVATE,
  /** Choose another password. */
  RESET
}
