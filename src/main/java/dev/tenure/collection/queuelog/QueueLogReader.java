package dev.tenure.collection.queuelog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue_log line by line, in either of its forms: the file that Asterisk writes, {@code
 * 1795361365|1795361363.0|support|Agent/A1|CONNECT|2|1795361363.2|2}, or what was exported from the
 * table that it fills, with a line of names. It holds one line at a time; lines that are too long
 * are told and skipped.
 */
final class QueueLogReader {

  /** The longest line, in bytes. */
  static final int LONGEST_LINE = 16 * 1024;

  private static final int LONGEST_WORD = 200;

  private final LogTime times;
  private final LineSink sink;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private boolean tooLong;
  private long number;
  private @Nullable Columns columns;
  private boolean begun;

  /**
   * A reader at the beginning of a file.
   *
   * @param zone of times that name none; null where that isn't known
   */
  QueueLogReader(@Nullable ZoneId zone, LineSink sink) {
    this.times = new LogTime(zone);
    this.sink = sink;
  }

  /** Reads to the end. */
  void read(InputStream in) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          endLine();
        } else if (length < LONGEST_LINE) {
          line[length++] = buffer[i];
        } else {
          tooLong = true;
        }
      }
    }
    if (length > 0) {
      endLine();
    }
  }

  private void endLine() {
    number++;
    boolean readable = !tooLong;
    String text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
    length = 0;
    tooLong = false;
    if (!readable) {
      malformed("The line has more than %d bytes.".formatted(LONGEST_LINE));
      return;
    }
    if (!begun) {
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
    if (text.isEmpty()) {
      return;
    }
    if (!begun) {
      begun = true;
      columns = Columns.named(text).orElse(null);
      if (columns != null) {
        return;
      }
    }
    Columns named = columns;
    if (named == null) {
      fields(List.of(text.split("\\|", -1)));
    } else {
      Optional<List<String>> fields = named.fields(text);
      if (fields.isPresent()) {
        fields(fields.get());
      } else {
        malformed("The line has other columns than the first one names.");
      }
    }
  }

  private void fields(List<String> fields) {
    if (fields.size() < 5) {
      malformed("The line has %d fields; a queue_log's has at least 5.".formatted(fields.size()));
      return;
    }
    if (times.lacksZone(fields.getFirst())) {
      sink.unreadable(
          number, SkipReason.NO_ZONE, "Its time names no zone; say in which zone it was written.");
      return;
    }
    Optional<Instant> at = times.read(fields.getFirst());
    if (at.isEmpty()) {
      malformed("The line doesn't begin with a time.");
      return;
    }
    List<String> words = new ArrayList<>();
    fields.subList(1, fields.size()).forEach(field -> words.add(word(field)));
    if (words.get(3).isEmpty()) {
      malformed("The line names no event.");
      return;
    }
    sink.line(
        new QueueLogLine(
            number,
            at.get(),
            words.get(0),
            words.get(1),
            words.get(2),
            words.get(3),
            words.subList(4, words.size())));
  }

  private static String word(String field) {
    String text = field.strip();
    return text.length() > LONGEST_WORD ? text.substring(0, LONGEST_WORD) : text;
  }

  private void malformed(String sentence) {
    sink.unreadable(number, SkipReason.MALFORMED, sentence);
  }

  /** Columns of an exported table, by the names in its first line. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Columns(char separator, int[] places, int count) {

    private static final List<List<String>> NAMES =
        List.of(
            List.of("time", "time_id", "eventdate"),
            List.of("callid", "call_id", "uniqueid"),
            List.of("queuename", "queue", "qname"),
            List.of("agent", "qagent"),
            List.of("event", "verb", "qevent"));
    private static final List<String> DATA = List.of("data1", "data2", "data3", "data4", "data5");

    static Optional<Columns> named(String line) {
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
          return Optional.of(new Columns(separator, places, names.size()));
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
        } else if (c == '"' && (quoted || field.isEmpty())) {
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
}
