package dev.tenure.collection;

/** Which way a call goes, seen from the customer. */
public enum CallDirection {
  INBOUND,
  OUTBOUND,
  INTERNAL,
  UNKNOWN
}
