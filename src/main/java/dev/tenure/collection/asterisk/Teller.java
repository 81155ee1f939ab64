package dev.tenure.collection.asterisk;

import dev.tenure.collection.intake.CanonicalEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is to be told because of one message, and gives each event its id. */
final class Teller {

  private static final int LONGEST = 256;
  private final List<Told> told = new ArrayList<>();
  private int number;

  /** Begins the next message. */
  List<Told> begin() {
    told.clear();
    number = 0;
    return told;
  }

  /**
   * An event of a call. Its id follows from what Asterisk told, so that two who hear the same make
   * the same events.
   *
   * @param fields in turn as name and value; empty values are left out
   */
  void call(Conversation call, Instant at, String type, String key, String... fields) {
    Map<String, String> all = fields(fields);
    all.put("callRef", clean(call.ref));
    told.add(
        new Told(
            event(call.notBeforeStart(at), at, type, key, all),
            new Told.Subject.Call(call.ref),
            call.marks(),
            type.equals("CallEnded")));
  }

  void agent(String ref, Set<String> marks, Instant at, String type, @Nullable String reason) {
    Map<String, String> all = fields("reason", reason == null ? "" : reason);
    all.put("agent", clean(ref));
    told.add(new Told(event(at, at, type, ref, all), new Told.Subject.Agent(ref), marks, false));
  }

  private CanonicalEvent event(
      Instant at, Instant stamp, String type, String key, Map<String, String> fields) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, stamp);
    String id = "%016d.%d %s %s".formatted(micros, number++, type, key);
    return new CanonicalEvent(clean(id), type, at, "", fields);
  }

  private static Map<String, String> fields(String... fields) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      if (!fields[i + 1].isEmpty()) {
        all.put(fields[i], clean(fields[i + 1]));
      }
    }
    return all;
  }

  /** As the intake takes texts: no control characters, no half characters, not too long. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c ->
            Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .forEach(c -> {
          if (clean.length() + Character.charCount(c) <= LONGEST) {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }
}
