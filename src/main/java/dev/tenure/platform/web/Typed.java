package dev.tenure.platform.web;

import dev.tenure.platform.Characters;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody typed into a form, or an address says, exactly as it came; so that a form that is
 * refused shows it again. A controller takes one as a parameter. The method that reads a value
 * names the kind of text, and any other value is refused under its name: no code behind a form ever
 * gets broken or invisible characters, or line breaks in a single line.
 *
 * @param values the first value of each parameter
 * @param onPage whether it is read only to be shown again, when nothing is refused
 */
public record Typed(Map<String, String> values, boolean onPage) {

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;

  public Typed {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** As it came. */
  public Typed(Map<String, String> values) {
    this(values, false);
  }

  /**
   * The value, a text of one line; empty when there is none.
   *
   * @throws dev.tenure.platform.Refused as invalid in that field
   */
  public String get(String name) {
    String text = Characters.copied(raw(name));
    return checked(name, text, Characters.inLine(text));
  }

  /**
   * The value, a text of several lines that end in {@code \n}; empty when there is none.
   *
   * @throws dev.tenure.platform.Refused as invalid in that field
   */
  public String lines(String name) {
    String text = raw(name).replace("\r\n", "\n").replace('\r', '\n');
    return checked(name, text, Characters.inLines(text));
  }

  /**
   * The value, a password or words from a phone system; empty when there is none.
   *
   * @throws dev.tenure.platform.Refused as invalid in that field
   */
  public String verbatim(String name) {
    return checked(name, raw(name), Characters.inSecret(raw(name)));
  }

  /**
   * Checks that all values are single-line texts, before a file begins its answer.
   *
   * @throws dev.tenure.platform.Refused as invalid in the first field that isn't one
   */
  public void demandText() {
    values.keySet().forEach(name -> checked(name, raw(name), Characters.inLine(raw(name))));
  }

  private String raw(String name) {
    return values.getOrDefault(name, "");
  }

  private String checked(String name, String text, Optional<Characters.Fault> fault) {
    if (fault.isPresent() && !onPage) {
      throw fault.get().in(name);
    }
    return text;
  }

  /** The same to be shown again, with � for refused characters. */
  public Typed shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> shown.put(name, Characters.shown(value)));
    return new Typed(shown, true);
  }

  /** Whether the parameter came at all; an unticked box doesn't. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The whole number in the parameter, or {@code otherwise} where there is none. */
  public long number(String name, long otherwise) {
    try {
      return Long.parseLong(get(name));
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }

  /**
   * The day in the parameter as a date field sends it, empty for whatever else it holds; days
   * before 1970 and after 2199 count as typing errors.
   */
  public Optional<LocalDate> day(String name) {
    try {
      return Optional.of(LocalDate.parse(get(name))).filter(Typed::isMeant);
    } catch (DateTimeParseException notADay) {
      return Optional.empty();
    }
  }

  /** Whether the day lies from 1970 to 2199; others count as typing errors. */
  public static boolean isMeant(LocalDate day) {
    return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
  }

  /** The constant whose name the parameter holds, in any case; empty for whatever else it holds. */
  public <E extends Enum<E>> Optional<E> choice(String name, E[] all) {
    String word = get(name).toUpperCase(Locale.ROOT);
    return Arrays.stream(all).filter(each -> each.name().equals(word)).findFirst();
  }

  /** The same with one value set. */
  public Typed with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Typed(changed, onPage);
  }

  /** The parameters named, as part of an address. */
  public Map<String, String> only(String... names) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : names) {
      if (has(name)) {
        kept.put(name, get(name));
      }
    }
    return kept;
  }

  /** All but the parameters named; for the hidden fields of a form in steps. */
  public Map<String, String> except(Set<String> names) {
    Map<String, String> kept = new LinkedHashMap<>(values);
    kept.keySet().removeAll(names);
    return kept;
  }
}
