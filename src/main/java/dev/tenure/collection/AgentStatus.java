package dev.tenure.collection;

/** What an agent is doing, as the live board shows it. */
public enum AgentStatus {
  READY,
  /** A call is offered to the agent. */
  RINGING,
  TALKING,
  WRAP_UP,
  NOT_READY,
  LOGGED_OUT
}
