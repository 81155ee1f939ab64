package dev.tenure.customer;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.CallState;
import dev.tenure.platform.web.Texts;

/** Calls in words, the same on every page. */
public final class CallWords {

  private CallWords() {}

  /** "Inbound". */
  public static String direction(Texts texts, CallDirection direction) {
    return texts.of("customer.direction." + direction);
  }

  /** "Connected". */
  public static String state(Texts texts, CallState state) {
    return texts.of("customer.state." + state);
  }

  /** "Answered". */
  public static String outcome(Texts texts, CallOutcome outcome) {
    return texts.of("customer.outcome." + outcome);
  }

  /** "by the caller". */
  public static String ending(Texts texts, CallEnding ending) {
    return texts.of("customer.ending." + ending);
  }

  /** The tone of an outcome's badge. */
  public static String tone(CallOutcome outcome) {
    return switch (outcome) {
      case ANSWERED -> "ok";
      case ABANDONED, REFUSED -> "hold";
      case UNANSWERED -> "end";
      case CUT_OFF -> "bad";
    };
  }

  /** The text, or a dash where there is none. */
  public static String orDash(String text) {
    return text.isEmpty() ? "–" : text;
  }

  /** The number, or a word for one that was withheld. */
  public static String number(Texts texts, String number) {
    return number.isEmpty() ? texts.of("customer.number.unknown") : number;
  }
}
