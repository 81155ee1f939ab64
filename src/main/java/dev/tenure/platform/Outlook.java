package dev.tenure.platform;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A figure shown before an act: its value, or why it can't be calculated now. No act waits for it:
 * a failure becomes the reason (G). Within a transaction, a failure of the database leaves it
 * unusable; callers who continue use a savepoint.
 *
 * @param known the value; empty where there is none
 * @param because why it can't be calculated, as a sentence; empty where it can
 */
public record Outlook<T>(Optional<T> known, String because) {

  private static final Logger log = LoggerFactory.getLogger(Outlook.class);

  /** No value, and nothing is wrong. */
  public static <T> Outlook<T> nothing() {
    return new Outlook<>(Optional.empty(), "");
  }

  public static <T> Outlook<T> unknown(String because) {
    return new Outlook<>(Optional.empty(), because);
  }

  /** The result of the work, or the reason of its failure; throws nothing. */
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
      log.error("A figure could not be calculated; its screen shows a reason instead", failure);
      return unknown(
          "Something failed inside Tenure. Contact Support; the cause is in Tenure’s log.");
    }
  }

  /** Whether it can't be calculated; {@link #because} says why. */
  public boolean isUnknown() {
    return !because.isEmpty();
  }

  /**
   * The value, for callers who need one.
   *
   * @throws IllegalStateException when there is none
   */
  public T orElseThrow() {
    return known.orElseThrow(() -> new IllegalStateException("Nothing is known: " + because));
  }
}
