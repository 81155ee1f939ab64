package dev.tenure.collection;

/** What became of a call. */
public enum CallOutcome {
  /** Somebody took it. */
  ANSWERED,
  /** The caller gave up in a queue. */
  ABANDONED,
  /** The queue didn't take it. */
  REFUSED,
  /** It ended before somebody took it. */
  UNANSWERED,
  /** Service ended before somebody took it (C4). */
  CUT_OFF
}
