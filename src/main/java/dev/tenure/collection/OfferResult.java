package dev.tenure.collection;

/** What became of a ringing at an agent; which of them are RNA, SQL's {@code is_rna} decides. */
public enum OfferResult {
  RINGING,
  ANSWERED,
  /** It rang as long as it may. */
  NO_ANSWER,
  /** The phone was busy and never rang. */
  BUSY,
  /** The agent declined it, whichever cause the phone sent. */
  REJECTED,
  /** The caller left, or somebody else was faster. */
  CANCELLED,
  /** Service ended while it rang (C4). */
  CUT_OFF
}
