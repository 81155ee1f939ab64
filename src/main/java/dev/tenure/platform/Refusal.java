package dev.tenure.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why something that was asked for is not done. Nothing has changed when one of these is answered.
 * Codes are stable; pages and the API translate them at their edge.
 */
public sealed interface Refusal {

  /** A stable word for programs, for example {@code account-terminated}. */
  String code();

  /** One sentence for people: what is wrong and what helps. */
  String sentence();

  /** There is no such thing, or it is somebody else's: the answer is the same (B5). */
  record NotFound(String what) implements Refusal {
    @Override
    public String code() {
      return "not-found";
    }

    @Override
    public String sentence() {
      return "There is no such " + what + ". Check the address, or search for it by name.";
    }

    static UUID uuid(String text, String what) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException notAnId) {
        throw new Refused(new NotFound(what), notAnId);
      }
    }
  }

  /** The actor lacks the permission named. */
  record NotAllowed(String code, String sentence) implements Refusal {}

  /** The account's state does not admit the command (A6). */
  record WrongState(String code, String sentence) implements Refusal {}

  /** A field of the input is not right; {@code field} is its name on the form and in the API. */
  record Invalid(String field, String code, String sentence) implements Refusal {}

  /**
   * It was asked for too often.
   *
   * @param pause after which it may be asked for again
   */
  record TooMany(String code, String sentence, Duration pause) implements Refusal {}

  /**
   * The account changed after its author looked (A10).
   *
   * @param by who changed it last, null when only facts changed that the author was shown
   * @param at when, null likewise
   */
  record Conflict(
      String code,
      String sentence,
      @Nullable String what,
      @Nullable String by,
      @Nullable Instant at)
      implements Refusal {}
}
