package dev.tenure.account;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;

/**
 * Why a command was given; seen by colleagues and Support, never by the customer (B4).
 *
 * @param text at most 500 characters; may be empty unless the code is {@link ReasonCode#OTHER}
 */
public record Reason(ReasonCode code, String text) {

  private static final int LONGEST = 500;

  /**
   * Takes the text without the white space around it.
   *
   * @throws Refused as invalid in field {@code reason}
   */
  public Reason {
    text = text.strip();
    if (text.length() > LONGEST) {
      throw new Refused(
          new Refusal.Invalid(
              "reason",
              "reason-too-long",
              "The reason has " + text.length() + " characters; shorten it to " + LONGEST + "."));
    }
    if (code == ReasonCode.OTHER && text.isEmpty()) {
      throw new Refused(
          new Refusal.Invalid(
              "reason",
              "reason-missing",
              "Say in a few words why, or choose a reason from the list."));
    }
  }

  /** For what needs no explanation, such as taking one's own act back. */
  public static Reason none() {
    return new Reason(ReasonCode.CUSTOMER_REQUEST, "");
  }
}
