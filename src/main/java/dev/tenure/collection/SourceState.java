package dev.tenure.collection;

/** How a phone system fares, in one word, as lists and pages show it. */
public enum SourceState {
  /** It is connected and heard, or has sent events today or yesterday. */
  WORKING,
  /** It is connected, but what is stored is half a minute or more behind. */
  LATE,
  /** It is about to be connected. */
  CONNECTING,
  /** It can't be reached, or broke off; it is tried again. */
  WAITING,
  /** It doesn't let us in. */
  REFUSED,
  /** It sends by itself and has sent nothing today or yesterday. */
  SILENT,
  /** None of its customers is in service, so nobody listens to it (C8). */
  RESTING
}
