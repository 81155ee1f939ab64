package dev.tenure.collection.queuelog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The state of recent calls, as far as later lines depend on it. */
final class LogCalls {

  private static final int MOST_CALLS = 100_000;
  private static final int MOST_WAITING = 1_000;

  /** The largest difference of two clocks, in seconds, that is no contradiction. */
  private static final long TOLERANCE = 1;

  /** The longest wait that the next import continues. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(12);

  /** A caller who still waits in a queue. */
  record Waiting(String call, String queue, Instant since) {}

  private static final class Seen {
    Instant last = Instant.MIN;
    int place;
    String queue = "";
    @Nullable Instant entered;
    @Nullable Instant answered;
  }

  /** What a line's event contains besides its own words. */
  record Beside(long after, int place, String contradiction) {}

  private final LinkedHashMap<String, Seen> calls = new LinkedHashMap<>();

  /** Takes over the calls that were waiting when an earlier import ended. */
  void waiting(List<Waiting> before) {
    for (Waiting each : before) {
      Seen seen = new Seen();
      seen.queue = each.queue();
      seen.entered = each.since();
      seen.last = each.since();
      calls.putIfAbsent(each.call(), seen);
    }
  }

  /** The calls that wait now. */
  List<Waiting> waiting(Instant now) {
    List<Waiting> all = new ArrayList<>();
    calls.forEach((ref, seen) -> {
      Instant since = seen.entered;
      if (since != null && seen.answered == null && since.isAfter(now.minus(LONGEST_WAIT))) {
        all.add(new Waiting(ref, seen.queue, since));
      }
    });
    return all.subList(Math.max(0, all.size() - MOST_WAITING), all.size());
  }

  boolean knows(String call) {
    return calls.containsKey(call);
  }

  /**
   * A caller who took another channel's place in a queue continues under a name that never entered
   * it. This is the call that has waited there for the same time; null for none, or for several.
   */
  @Nullable String inPlaceOf(QueueLogLine answer) {
    OptionalLong waited = LogNumbers.waited(answer);
    if (waited.isEmpty()) {
      return null;
    }
    Instant since = answer.at().minusSeconds(waited.getAsLong());
    List<String> found =
        calls.sequencedEntrySet().reversed().stream()
            .limit(MOST_WAITING)
            .filter(each -> fits(each.getValue(), answer.queue(), since))
            .map(Map.Entry::getKey)
            .limit(2)
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static boolean fits(Seen seen, String queue, Instant since) {
    Instant entered = seen.entered;
    return entered != null
        && seen.answered == null
        && seen.queue.equals(queue)
        && Duration.between(entered, since).abs().toSeconds() <= TOLERANCE;
  }

  /** Takes the next line of a call. */
  Beside take(QueueLogLine line, String call) {
    Seen seen = calls.computeIfAbsent(call, ref -> new Seen());
    boolean back = line.at().isBefore(seen.last);
    boolean same = line.at().getEpochSecond() == seen.last.getEpochSecond();
    seen.place = same ? seen.place + 1 : 0;
    long after = back ? seen.last.getEpochSecond() : 0;
    seen.last = back ? seen.last : line.at();
    String contradiction = contradiction(line, seen);
    switch (line.event()) {
      case "ENTERQUEUE" -> {
        seen.queue = line.queue();
        seen.entered = line.at();
        seen.answered = null;
      }
      case "CONNECT" -> seen.answered = line.at();
      case "RINGNOANSWER", "RINGCANCELED", "AGENTDUMP", "SYSCOMPAT" -> {
        // The caller still waits.
      }
      default -> {
        seen.entered = null;
        seen.answered = null;
      }
    }
    // Re-inserted, so that the eldest is the one without a line for longest.
    calls.remove(call);
    calls.put(call, seen);
    if (calls.size() > MOST_CALLS) {
      calls.remove(calls.keySet().iterator().next());
    }
    return new Beside(after, seen.place, contradiction);
  }

  private static String contradiction(QueueLogLine line, Seen seen) {
    Instant entered = seen.entered;
    Instant answered = seen.answered;
    if (answered != null) {
      return contradiction("talk", answered, line, LogNumbers.talked(line));
    }
    return entered == null ? "" : contradiction("wait", entered, line, LogNumbers.waited(line));
  }

  private static String contradiction(
      String what, Instant since, QueueLogLine line, OptionalLong own) {
    long byClock = Duration.between(since, line.at()).toSeconds();
    if (own.isEmpty() || Math.abs(byClock - own.getAsLong()) <= TOLERANCE) {
      return "";
    }
    return "The log's own %s of %d s counts; by its clock it would be %d s."
        .formatted(what, own.getAsLong(), byClock);
  }
}
