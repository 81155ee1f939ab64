package dev.tenure.customer;

import dev.tenure.collection.AgentStatus;
import dev.tenure.platform.web.Texts;

/** Agents' statuses in words and tones, the same on every page. */
public final class AgentWords {

  private AgentWords() {}

  /** "Talking · queue". */
  public static String status(Texts texts, AgentStatus status) {
    return texts.of("customer.agent." + status);
  }

  /**
   * The class of a status: {@code ready}, {@code ring}, {@code talk}, {@code wrap}, {@code away},
   * {@code off} or {@code untold}.
   */
  public static String tone(AgentStatus status) {
    return switch (status) {
      case READY -> "ready";
      case RINGING -> "ring";
      case TALKING_QUEUE, TALKING_INBOUND, TALKING_OUTBOUND, TALKING_INTERNAL, ON_HOLD -> "talk";
      case WRAP_UP -> "wrap";
      case NOT_READY -> "away";
      case LOGGED_OUT -> "off";
      case NOT_TOLD -> "untold";
    };
  }
}
