package dev.tenure.identity.signin;

import dev.tenure.identity.guess.Turns;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and verifies passwords by Argon2id. A hash takes 19 MiB and some 40 ms of a core, so only
 * as many run at once as there are cores, in fair turns (B9).
 */
@Component
public class Passwords {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int WAITING_OF_ONE = 8;

  private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Turns turns =
      new Turns(Runtime.getRuntime().availableProcessors(), PATIENCE, WAITING_OF_ONE);
  private final String nobodys = encoder.encode("the password of nobody at all");

  /**
   * The hash of a password that nobody typed, as a demonstration has them: only its length is
   * checked.
   *
   * @throws Refused as invalid in {@code field} when it is shorter than 12 or longer than 128
   *     characters
   */
  public String hash(String field, String password, Turns.Who who) {
    demandLength(field, password);
    return turns.take(who, () -> encoder.encode(password));
  }

  /**
   * The hash of a password that somebody chose.
   *
   * @param own names and addresses that others know of them
   * @throws Refused as invalid in {@code field} for its length, or when it is easily guessed
   */
  public String chosen(String field, String password, List<String> own, Turns.Who who) {
    demandGood(field, password, own, who);
    return turns.take(who, () -> encoder.encode(password));
  }

  /** The same without a hash. */
  void demandGood(String field, String password, List<String> own, Turns.Who who) {
    demandLength(field, password);
    boolean guessable = turns.take(who, () -> Guessable.is(password, own));
    if (guessable) {
      throw invalid(
          field,
          "password-guessable",
          "This password is easy to guess: a common one, a pattern, or made of names and dates."
              + " Choose a few unrelated words.");
    }
  }

  private static void demandLength(String field, String password) {
    if (password.length() < SHORTEST) {
      throw invalid(
          field,
          "password-short",
          "Choose a password of at least 12 characters, for example a few unrelated words.");
    }
    if (password.length() > LONGEST) {
      throw invalid(field, "password-long", "Choose a password of at most 128 characters.");
    }
  }

  /**
   * Whether the password is the one behind the hash. Without a hash it takes as long and the answer
   * is no, so that the time reveals nothing.
   *
   * @throws Turns.Busy when the machine can't keep up
   */
  public boolean matches(String password, @Nullable String hash, Turns.Who who) {
    if (password.length() > LONGEST) {
      return false;
    }
    String against = hash == null ? nobodys : hash;
    boolean same = turns.take(who, () -> encoder.matches(password, against));
    return same && hash != null;
  }

  /**
   * Refuses the present password, and the changes of it that everybody tries first.
   *
   * @param present its hash, null for none
   * @throws Refused as invalid in {@code field}
   */
  void demandOther(String field, String password, @Nullable String present, Turns.Who who) {
    if (present == null) {
      return;
    }
    for (String near : Variations.of(password)) {
      if (matches(near, present, who)) {
        throw presentOne(field);
      }
    }
  }

  /** The same where the present one was typed as well. */
  void demandOther(String field, String password, String present) {
    if (Variations.alike(password, present)) {
      throw presentOne(field);
    }
  }

  private static Refused presentOne(String field) {
    return invalid(
        field,
        "password-present",
        "This is your present password, or differs little from it. Choose a different one.");
  }

  private static Refused invalid(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
