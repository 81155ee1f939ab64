package dev.tenure.account;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the words that people type into an account's fields; each refusal names field and remedy.
 */
public final class Words {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private Words() {}

  /**
   * The text without surrounding white space; refused when empty or longer than {@code longest}.
   */
  public static String required(String field, String what, String text, int longest) {
    String stripped = optional(field, what, text, longest);
    if (stripped.isEmpty()) {
      throw invalid(field, field + "-missing", "Enter the " + what + ".");
    }
    return stripped;
  }

  /** The text without surrounding white space; refused when longer than {@code longest}. */
  public static String optional(String field, String what, String text, int longest) {
    String stripped = text.strip();
    if (stripped.length() > longest) {
      throw invalid(
          field,
          field + "-too-long",
          "The %s has %d characters; shorten it to %d."
              .formatted(what, stripped.length(), longest));
    }
    if (stripped.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      throw invalid(
          field, field + "-unprintable", "Remove the control characters from the " + what + ".");
    }
    return stripped;
  }

  static String country(String field, String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(code)) {
      throw invalid(field, "country-unknown", "Choose a country from the list.");
    }
    return code;
  }

  /**
   * Reads a time zone's name as it stands on a form.
   *
   * @throws Refused as invalid in that field
   */
  public static ZoneId zone(String field, String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException unknown) {
      throw invalid(
          field, "zone-unknown", "Choose a time zone from the list, for example Europe/London.");
    }
  }

  /** The ISO 4217 code; refused when there is no such currency. */
  public static String currency(String field, String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException unknown) {
      throw invalid(field, "currency-unknown", "Choose a currency from the list, for example GBP.");
    }
  }

  /** The refusal of one field. */
  public static Refused invalid(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
