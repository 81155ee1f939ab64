package dev.tenure.collection.queuelog;

import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.told.Told;
import dev.tenure.collection.told.Words;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Gives events ids that follow from what their line says, so that the same line, of whatever file,
 * makes the same events.
 */
final class LogTeller {

  private LogTeller() {}

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
    return "%s%012d-%s".formatted(Event.LOGGED, line.at().getEpochSecond(), LogFields.hash(all));
  }

  /** The event of a line about a call. */
  static Told call(QueueLogLine line, String ref, Set<String> marks, Map<String, String> fields) {
    fields.put("callRef", Words.clean(ref));
    return new Told(
        new CanonicalEvent(stem(line) + ".00", "QueueLogged", line.at(), "", fields),
        new Told.Subject.Call(ref),
        marks,
        false);
  }

  /**
   * The status of an agent from then on.
   *
   * @param place of the line among those of agents in its second; the last one counts
   */
  static Told agent(
      String ref, Set<String> marks, Instant at, int place, String type, String reason) {
    String id =
        "%s%012d-%04d-%s"
            .formatted(Event.LOGGED, at.getEpochSecond(), place, LogFields.hash(ref + "|" + type));
    return agent(id, ref, marks, at, type, reason);
  }

  /** The log ends while the agent is logged in. */
  static Told over(String ref, Set<String> marks, Instant at) {
    String id = "%s%012d-over-%s".formatted(Event.LOGGED, at.getEpochSecond(), LogFields.hash(ref));
    return agent(id, ref, marks, at, "QueueLogOver", "");
  }

  private static Told agent(
      String id, String ref, Set<String> marks, Instant at, String type, String reason) {
    Map<String, String> fields = Words.fields("reason", reason);
    fields.put("agent", Words.clean(ref));
    return new Told(
        new CanonicalEvent(id, type, at, "", fields), new Told.Subject.Agent(ref), marks, false);
  }
}
