package dev.tenure.collection.queuelog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Columns of an exported table, by the names in its first line. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record LogColumns(char separator, int[] places, int count) {

  private static final List<List<String>> NAMES =
      List.of(
          List.of("time", "time_id", "eventdate"),
          List.of("callid", "call_id", "uniqueid"),
          List.of("queuename", "queue", "qname"),
          List.of("agent", "qagent"),
          List.of("event", "verb", "qevent"));
  private static final List<String> DATA = List.of("data1", "data2", "data3", "data4", "data5");

  static Optional<LogColumns> named(String line) {
    for (char separator : new char[] {',', ';', '\t', '|'}) {
      List<String> names =
          split(line, separator).orElse(List.of()).stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT))
              .toList();
      int[] places = new int[NAMES.size() + DATA.size() + 1];
      Arrays.fill(places, -1);
      for (int i = 0; i < names.size(); i++) {
        place(places, names.get(i), i);
      }
      if (Arrays.stream(places, 0, NAMES.size()).allMatch(place -> place >= 0)) {
        return Optional.of(new LogColumns(separator, places, names.size()));
      }
    }
    return Optional.empty();
  }

  private static void place(int[] places, String name, int at) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).contains(name)) {
        places[i] = at;
      }
    }
    if (DATA.contains(name)) {
      places[NAMES.size() + DATA.indexOf(name)] = at;
    } else if (name.equals("data")) {
      places[places.length - 1] = at;
    }
  }

  /** In the order of Asterisk's own file; empty if the line has other columns. */
  Optional<List<String>> fields(String line) {
    Optional<List<String>> split = split(line, separator).filter(all -> all.size() == count);
    if (split.isEmpty()) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      fields.add(split.get().get(places[i]));
    }
    int joined = places[places.length - 1];
    boolean parted = Arrays.stream(places, NAMES.size(), places.length - 1).anyMatch(p -> p >= 0);
    if (joined >= 0 && !(parted && split.get().get(joined).isBlank())) {
      fields.addAll(List.of(split.get().get(joined).split("\\|", -1)));
    } else {
      for (int i = NAMES.size(); i < places.length - 1; i++) {
        fields.add(places[i] < 0 ? "" : split.get().get(places[i]));
      }
    }
    return Optional.of(fields);
  }

  private static Optional<List<String>> split(String line, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"' && (quoted || field.toString().isBlank())) {
        field.setLength(quoted ? field.length() : 0);
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(plain(field));
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(plain(field));
    return quoted ? Optional.empty() : Optional.of(fields);
  }

  private static String plain(StringBuilder field) {
    String text = field.toString();
    return text.equals("NULL") || text.equals("\\N") ? "" : text;
  }
}
