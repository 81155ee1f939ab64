package dev.tenure.demo.phones;

import java.time.Instant;
import java.util.List;

/** Messages as Asterisk writes them. */
final class AmiText {

  private AmiText() {}

  /**
   * An event.
   *
   * @param at null for those that answer an action
   * @param fields names and values in turn
   */
  static String event(
      String name, @org.jspecify.annotations.Nullable Instant at, String... fields) {
    StringBuilder text = new StringBuilder("Event: ").append(name).append("\r\n");
    if (at != null) {
      text.append("Privilege: call,all\r\nTimestamp: ").append(stamp(at)).append("\r\n");
    }
    return fields(text, List.of(fields)).append("\r\n").toString();
  }

  static StringBuilder fields(StringBuilder text, List<String> fields) {
    for (int i = 0; i < fields.size(); i += 2) {
      text.append(fields.get(i)).append(": ").append(fields.get(i + 1)).append("\r\n");
    }
    return text;
  }

  static String stamp(Instant at) {
    return "%d.%06d".formatted(at.getEpochSecond(), at.getNano() / 1000);
  }
}
