package dev.tenure.platform;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that informs people who are about to act: what it says, or why that can't be worked out
 * now. No act waits for it: whatever fails while it is worked out becomes its reason (G).
 *
 * @param known what it says; empty where there is nothing to say
 * @param because why it can't be worked out, as a sentence; empty where it can
 */
public record Outlook<T>(Optional<T> known, String because) {

  private static final Logger log = LoggerFactory.getLogger(Outlook.class);

  /** There is nothing to say, and nothing is wrong. */
  public static <T> Outlook<T> nothing() {
    return new Outlook<>(Optional.empty(), "");
  }

  public static <T> Outlook<T> unknown(String because) {
    return new Outlook<>(Optional.empty(), because);
  }

  /** What the work comes to, or why it came to nothing; throws nothing. */
  public static <T> Outlook<T> of(Supplier<Optional<T>> work) {
    try {
      return new Outlook<>(work.get(), "");
    } catch (Refused refused) {
      return unknown(refused.refusal().sentence());
    } catch (ArithmeticException tooLarge) {
      return unknown(
          "An amount is too large to be calculated exactly. Support corrects prices and"
              + " quantities.");
    } catch (RuntimeException failure) {
      log.error("Something that informs could not be worked out", failure);
      return unknown("Something failed inside Tenure; its log says what. Tell Support.");
    }
  }

  /** Whether it can't be worked out, and {@link #because} says why. */
  public boolean isUnknown() {
    return !because.isEmpty();
  }

  /**
   * What it says, for whoever can't do without it.
   *
   * @throws IllegalStateException when it says nothing
   */
  public T orElseThrow() {
    return known.orElseThrow(() -> new IllegalStateException("Nothing is known: " + because));
  }
}
