package dev.tenure.collection;

/** What became of a stay of a call in a queue. */
public enum VisitOutcome {
  /** The caller still waits. */
  WAITING,
  /** An agent took it. */
  ANSWERED,
  /** The caller hung up. */
  ABANDONED,
  /** It waited as long as it may. */
  TIMEOUT,
  /** No agent was left in the queue. */
  EMPTY,
  /** The caller pressed a key to leave. */
  KEY,
  /** Somebody or something else took it out of the queue. */
  WITHDRAWN,
  /** It was passed on while it waited. */
  TRANSFERRED,
  /** It moved on to another queue while it waited. */
  OVERFLOW,
  /** The queue didn't take it. */
  REFUSED,
  /** Its end wasn't seen: the connection or the phone system failed. */
  LOST,
  /** Service ended while it waited (C4). */
  CUT_OFF
}
