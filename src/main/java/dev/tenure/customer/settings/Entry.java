package dev.tenure.customer.settings;

import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Texts;
import dev.tenure.platform.web.Typed;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a form's fields one after the other, and gathers what is wrong with them. */
final class Entry {

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CLOCK = Pattern.compile("([0-9]{1,4}):([0-5][0-9])");

  private final Typed typed;
  private final Texts texts;
  private Problems problems = Problems.none();

  Entry(Typed typed, Texts texts) {
    this.typed = typed;
    this.texts = texts;
  }

  Typed typed() {
    return typed;
  }

  Problems problems() {
    return problems;
  }

  void wrong(String field, String key, Object... arguments) {
    problems = problems.and(field, texts.of(key, arguments));
  }

  /** The whole number in the field; outside the bounds it is wrong. */
  int whole(String field, int least, int most) {
    String text = typed.get(field).strip();
    return read(field, least, most, WHOLE.matcher(text).matches() ? Integer::parseInt : null);
  }

  /** Seconds, or minutes and seconds as a clock shows them. */
  int seconds(String field, int least, int most) {
    String text = typed.get(field).strip();
    var clock = CLOCK.matcher(text);
    if (clock.matches()) {
      int seconds = Integer.parseInt(clock.group(1)) * 60 + Integer.parseInt(clock.group(2));
      return read(field, least, most, any -> seconds);
    }
    return whole(field, least, most);
  }

  private int read(
      String field,
      int least,
      int most,
      @org.jspecify.annotations.Nullable Function<String, Integer> reading) {
    int value = reading == null ? -1 : reading.apply(typed.get(field).strip());
    if (value < least || value > most) {
      wrong(field, "customer.settings.wrong.number", least, most);
      return least;
    }
    return value;
  }
}
