package dev.tenure.collection.told;

/** What an agent was last reported to be. */
public enum ToldStatus {
  OUT,
  READY,
  NOT_READY,
  WRAP_UP;

  /** The type of the event that reports it, a word of docs/intake.md. */
  public String event(ToldStatus before) {
    return switch (this) {
      case OUT -> "AgentLoggedOut";
      case NOT_READY -> "AgentNotReady";
      case WRAP_UP -> "WrapUpStarted";
      case READY ->
          switch (before) {
            case OUT -> "AgentLoggedIn";
            case WRAP_UP -> "WrapUpEnded";
            case NOT_READY, READY -> "AgentReady";
          };
    };
  }
}
