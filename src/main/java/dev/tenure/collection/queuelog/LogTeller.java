package dev.tenure.collection.queuelog;

import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Told;
import dev.tenure.collection.told.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives events ids that follow from what their line says, so that the same line, of whatever file,
 * makes the same events.
 */
final class LogTeller {

  /** With which all ids of imported events begin. */
  static final String PREFIX = "ql-";

  private final List<Told> told = new ArrayList<>();
  private String stem = "";
  private int number;

  List<Told> begin(QueueLogLine line) {
    told.clear();
    stem = stem(line);
    number = 0;
    return told;
  }

  /** A word for a line. */
  static String stem(QueueLogLine line) {
    String all =
        String.join(
            "|",
            line.call(),
            line.queue(),
            line.agent(),
            line.event(),
            String.join("|", line.data()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return "%s%012d-%s"
          .formatted(PREFIX, line.at().getEpochSecond(), HexFormat.of().formatHex(hash, 0, 10));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** What follows from an earlier line, of which nothing more was heard. */
  List<Told> after(String earlier) {
    told.clear();
    stem = earlier;
    number = 90;
    return told;
  }

  void call(String ref, Set<String> marks, Instant at, String type, String... fields) {
    Map<String, String> all = Words.fields(fields);
    all.put("callRef", Words.clean(ref));
    tell(new Told.Subject.Call(ref), marks, at, type, all);
  }

  void agent(String ref, Set<String> marks, Instant at, String type, String reason) {
    Map<String, String> all = Words.fields("reason", reason);
    all.put("agent", Words.clean(ref));
    tell(new Told.Subject.Agent(ref), marks, at, type, all);
  }

  private void tell(
      Told.Subject subject,
      Set<String> marks,
      Instant at,
      String type,
      Map<String, String> fields) {
    String id = "%s.%02d".formatted(stem, number++);
    told.add(new Told(new CanonicalEvent(id, type, at, "", fields), subject, marks, false));
  }
}
