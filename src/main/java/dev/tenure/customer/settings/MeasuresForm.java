package dev.tenure.customer.settings;

import dev.tenure.collection.Measures;
import dev.tenure.platform.web.Typed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A customer's measures as fields of a form, and back. */
final class MeasuresForm {

  /** In the order in which the form shows them. */
  static final List<String> FIELDS =
      List.of("serviceLevel", "shortAbandon", "wrapUp", "dayStart", "internalDigits", "prefixes");

  private static final int MOST_PREFIXES = 50;

  private MeasuresForm() {}

  static Typed of(Measures measures) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("serviceLevel", String.valueOf(measures.serviceLevel().toSeconds()));
    values.put("shortAbandon", String.valueOf(measures.shortAbandon().toSeconds()));
    values.put("wrapUp", String.valueOf(measures.wrapUp().toSeconds()));
    values.put("dayStart", measures.dayStart().toString());
    values.put("internalDigits", String.valueOf(measures.internalDigits()));
    values.put("prefixes", String.join(", ", measures.internalPrefixes()));
    return new Typed(values);
  }

  /** What was typed; only to be used if nothing is wrong with the entry afterwards. */
  static Measures read(Entry entry) {
    return new Measures(
        Duration.ofSeconds(entry.seconds("serviceLevel", 1, 3600)),
        Duration.ofSeconds(entry.seconds("shortAbandon", 0, 600)),
        Duration.ofSeconds(entry.seconds("wrapUp", 0, 3600)),
        time(entry),
        entry.whole("internalDigits", 0, 12),
        prefixes(entry));
  }

  private static LocalTime time(Entry entry) {
    try {
      LocalTime time = LocalTime.parse(entry.typed().get("dayStart").strip());
      return time.withSecond(0).withNano(0);
    } catch (DateTimeException noTime) {
      entry.wrong("dayStart", "customer.settings.wrong.time");
      return LocalTime.MIDNIGHT;
    }
  }

  private static List<String> prefixes(Entry entry) {
    List<String> prefixes =
        Stream.of(entry.typed().lines("prefixes").split("[,;\\n]"))
            .map(each -> each.replaceAll("[\\s().-]", ""))
            .filter(each -> !each.isEmpty())
            .distinct()
            .toList();
    prefixes.stream()
        .filter(each -> !each.matches("\\+?[0-9*#]{1,20}"))
        .findFirst()
        .ifPresent(each -> entry.wrong("prefixes", "customer.settings.wrong.prefix", each));
    if (prefixes.size() > MOST_PREFIXES) {
      entry.wrong("prefixes", "customer.settings.wrong.prefixes", MOST_PREFIXES);
    }
    return prefixes;
  }
}
