package dev.tenure.collection;

/** What an agent is doing: what the phone system told, and what follows from the calls. */
public enum AgentStatus {
  /** Available for a call. */
  READY,
  /** A call is offered to the agent. */
  RINGING,
  /** Talking with a caller whom a queue sent. */
  TALKING_QUEUE,
  /** Talking on a call from outside that came through no queue. */
  TALKING_INBOUND,
  TALKING_OUTBOUND,
  TALKING_INTERNAL,
  /** The call is on hold. */
  ON_HOLD,
  WRAP_UP,
  NOT_READY,
  LOGGED_OUT,
  /** On no call; the phone system reports no status for the agent (C13). */
  NOT_TOLD;

  /** Whether the agent is on a call. */
  public boolean isOnCall() {
    return isTalking() || this == ON_HOLD;
  }

  /** Whether the agent talks. */
  public boolean isTalking() {
    return switch (this) {
      case TALKING_QUEUE, TALKING_INBOUND, TALKING_OUTBOUND, TALKING_INTERNAL -> true;
      case READY, RINGING, ON_HOLD, WRAP_UP, NOT_READY, LOGGED_OUT, NOT_TOLD -> false;
    };
  }

  /** Whether it counts as handling calls, the numerator of occupancy. */
  public boolean isHandling() {
    return isOnCall() || this == WRAP_UP;
  }

  /** Whether it counts as available: nothing but a call that is answered ends it. */
  public boolean isAvailable() {
    return this == READY || this == RINGING;
  }

  /** The status of a talk. */
  public static AgentStatus talking(String queue, CallDirection direction) {
    if (!queue.isEmpty()) {
      return TALKING_QUEUE;
    }
    return switch (direction) {
      case OUTBOUND -> TALKING_OUTBOUND;
      case INTERNAL -> TALKING_INTERNAL;
      case INBOUND, UNKNOWN -> TALKING_INBOUND;
    };
  }
}
