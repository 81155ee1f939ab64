package dev.tenure.account;

import dev.tenure.platform.Characters;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks the words that people type into an account's fields; each refusal names field and remedy.
 */
public final class Words {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private Words() {}

  /**
   * The text of one line without surrounding white space, its letters composed (NFC); refused when
   * it is empty, longer than {@code longest}, or as {@link Characters} says.
   */
  public static String required(String field, String what, String text, int longest) {
    return filled(field, what, optional(field, what, text, longest));
  }

  /** The same, but it may be empty. */
  public static String optional(String field, String what, String text, int longest) {
    return checked(field, what, text, longest, Characters::inLine);
  }

  /** The same of a text that may have several lines, which end in {@code \n}. */
  public static String lines(String field, String what, String text, int longest) {
    return checked(field, what, text, longest, Characters::inLines);
  }

  private static String checked(
      String field,
      String what,
      String text,
      int longest,
      Function<String, Optional<Characters.Fault>> faults) {
    String composed = Characters.normal(Characters.stripped(text));
    faults
        .apply(composed)
        .ifPresent(fault -> {
          throw fault.in(field);
        });
    return kept(field, what, composed, longest);
  }

  /** A stored text, accepted under the rules of its time; refused when it is empty or too long. */
  static String keptFilled(String field, String what, String text, int longest) {
    return filled(field, what, kept(field, what, text, longest));
  }

  /** A stored text, accepted under the rules of its time; refused when it is too long. */
  static String kept(String field, String what, String text, int longest) {
    String stripped = text.strip();
    if (stripped.length() > longest) {
      throw invalid(
          field,
          field + "-too-long",
          "The %s has %d characters; shorten it to %d."
              .formatted(what, stripped.length(), longest));
    }
    return stripped;
  }

  private static String filled(String field, String what, String text) {
    if (text.isEmpty()) {
      throw invalid(field, field + "-missing", "Enter the " + what + ".");
    }
    return text;
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
