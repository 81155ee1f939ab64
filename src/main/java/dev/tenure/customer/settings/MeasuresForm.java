package dev.tenure.customer.settings;

import dev.tenure.collection.Measures;
import dev.tenure.platform.web.Typed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A customer's measures as fields of a form, and back. */
final class MeasuresForm {

  /** One queue a line, {@code Sales = 30}. */
  private static final String QUEUES = "queueWrapUps";

  /** In the order in which the form shows them. */
  static final List<String> FIELDS =
      List.of(
          "serviceLevel",
          "shortAbandon",
          "wrapUp",
          QUEUES,
          "dayStart",
          "internalDigits",
          "prefixes");

  private static final int MOST_PREFIXES = 50;
  private static final int MOST_QUEUES = 500;
  private static final int LONGEST_QUEUE = 256;
  private static final int LONGEST_WRAP_UP = 3600;
  private static final Pattern SECONDS = Pattern.compile("(?:([0-9]{1,3}):)?([0-9]{1,5})");

  private MeasuresForm() {}

  static Typed of(Measures measures) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("serviceLevel", String.valueOf(measures.serviceLevel().toSeconds()));
    values.put("shortAbandon", String.valueOf(measures.shortAbandon().toSeconds()));
    values.put("wrapUp", String.valueOf(measures.wrapUp().toSeconds()));
    values.put(
        QUEUES,
        measures.queueWrapUps().entrySet().stream()
            .map(each -> each.getKey() + " = " + each.getValue().toSeconds())
            .collect(Collectors.joining("\n")));
    values.put("dayStart", measures.dayStart().toString());
    values.put("internalDigits", String.valueOf(measures.internalDigits()));
    values.put("prefixes", String.join(", ", measures.internalPrefixes()));
    return new Typed(values);
  }

  /**
   * What was typed; only to be used if nothing is wrong with the entry afterwards.
   *
   * @param present settings, which stay where the form has no field
   */
  static Measures read(Entry entry, Measures present) {
    return new Measures(
        Duration.ofSeconds(entry.seconds("serviceLevel", 1, 3600)),
        Duration.ofSeconds(entry.seconds("shortAbandon", 0, 600)),
        Duration.ofSeconds(entry.seconds("wrapUp", 0, LONGEST_WRAP_UP)),
        time(entry),
        entry.whole("internalDigits", 0, 12),
        prefixes(entry),
        entry.typed().has(QUEUES) ? queues(entry) : present.queueWrapUps());
  }

  private static Map<String, Duration> queues(Entry entry) {
    Map<String, Duration> queues = new LinkedHashMap<>();
    entry
        .typed()
        .lines(QUEUES)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> queue(entry, line, queues));
    if (queues.size() > MOST_QUEUES) {
      entry.wrong(QUEUES, "customer.settings.wrong.queues", MOST_QUEUES);
    }
    return queues;
  }

  private static void queue(Entry entry, String line, Map<String, Duration> queues) {
    // A queue's name may hold an equals sign; seconds never do.
    int at = line.lastIndexOf('=');
    String queue = at < 0 ? "" : line.substring(0, at).strip();
    Matcher length = SECONDS.matcher(line.substring(at + 1).strip());
    if (queue.isEmpty()
        || queue.length() > LONGEST_QUEUE
        || queue.chars().anyMatch(Character::isISOControl)
        || !length.matches()
        || seconds(length) > LONGEST_WRAP_UP) {
      entry.wrong(QUEUES, "customer.settings.wrong.queue", line.strip(), LONGEST_WRAP_UP);
    } else if (queues.put(queue, Duration.ofSeconds(seconds(length))) != null) {
      entry.wrong(QUEUES, "customer.settings.wrong.queue-twice", queue);
    }
  }

  private static int seconds(Matcher length) {
    int seconds = Integer.parseInt(length.group(2));
    String minutes = length.group(1);
    if (minutes == null) {
      return seconds;
    }
    return seconds > 59 ? Integer.MAX_VALUE : Integer.parseInt(minutes) * 60 + seconds;
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
