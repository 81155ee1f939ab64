package dev.tenure.collection;

/** What a call is doing. */
public enum CallState {
  RINGING,
  WAITING,
  CONNECTED,
  ON_HOLD,
  PARKED,
  ENDED
}
