package dev.tenure.identity.signin;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and verifies passwords by Argon2id. A hash takes 19 MiB and some 40 ms of a core, so only
 * as many run at once as there are cores; whoever waits longer than five seconds is sent away.
 */
@Component
public class Passwords {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;
  private static final int PATIENCE_SECONDS = 5;

  private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
  private final String nobodys = encoder.encode("the password of nobody at all");

  /** There are more people signing in at this moment than the machine can hash for. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The hash of a new password.
   *
   * @throws Refused as invalid in {@code field} when it is shorter than 12 or longer than 128
   *     characters, one character over and over, or the e-mail address
   */
  public String hash(String field, String password, String email) {
    if (password.length() < SHORTEST) {
      throw invalid(field, "password-short", "Take at least 12 characters; a few words do well.");
    }
    if (password.length() > LONGEST) {
      throw invalid(field, "password-long", "Take at most 128 characters.");
    }
    if (password.chars().distinct().count() < 4 || password.equalsIgnoreCase(email)) {
      throw invalid(
          field, "password-guessable", "This is too easy to guess. Take a few unrelated words.");
    }
    return inTurn(() -> encoder.encode(password));
  }

  /**
   * Whether the password is the one behind the hash. Without a hash it takes as long and the answer
   * is no, so that the time tells nothing.
   */
  public boolean matches(String password, @Nullable String hash) {
    if (password.length() > LONGEST) {
      return false;
    }
    String against = hash == null ? nobodys : hash;
    boolean same = inTurn(() -> encoder.matches(password, against));
    return same && hash != null;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new Busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy();
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private static Refused invalid(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
