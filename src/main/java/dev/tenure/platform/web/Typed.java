package dev.tenure.platform.web;

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
 * refused shows it again. A controller takes one as a parameter.
 *
 * @param values the first value of each parameter
 */
public record Typed(Map<String, String> values) {

  public Typed {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value, empty when there is none. */
  public String get(String name) {
    return values.getOrDefault(name, "");
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

  /** The day in the parameter as a date field sends it, empty for whatever else it holds. */
  public Optional<LocalDate> day(String name) {
    try {
      return Optional.of(LocalDate.parse(get(name)));
    } catch (DateTimeParseException notADay) {
      return Optional.empty();
    }
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
    return new Typed(changed);
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
