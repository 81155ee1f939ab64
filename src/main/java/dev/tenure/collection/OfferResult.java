package dev.tenure.collection;

/** What became of a ringing at an agent. */
public enum OfferResult {
  RINGING,
  ANSWERED,
  /** It rang as long as it may: the agent's RNA. */
  NO_ANSWER,
  BUSY,
  REJECTED,
  /** The caller left, or somebody else was faster. */
  CANCELLED,
  /** Service ended while it rang (C4). */
  CUT_OFF
}
