package dev.tenure.collection;

/** What happens in a part of a call. */
public enum SegmentKind {
  /** A number or device was called. */
  RINGING,
  /** The caller waited in a queue. */
  QUEUE,
  /** People talked. */
  TALK,
  /** It was parked. */
  PARKED
}
