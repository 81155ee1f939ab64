package dev.tenure.collection.queuelog;

import dev.tenure.collection.told.Numbers;
import dev.tenure.collection.told.Told;
import dev.tenure.collection.told.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Turns the lines of a queue_log into canonical events: each line about a call into one event,
 * which the model interprets with all others of the call; lines about agents into statuses.
 */
final class QueueLogTranslation {

  private final LogRoster roster;
  private final LogCalls calls = new LogCalls();
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, String> news = new HashMap<>();
  private String remark = "";
  private boolean unbegun;

  /** A translation that continues where earlier imports of the source ended. */
  QueueLogTranslation(List<LogRoster.Covered> covered, List<LogCalls.Waiting> waiting) {
    this.roster = new LogRoster(covered);
    calls.waiting(waiting);
  }

  LogRoster roster() {
    return roster;
  }

  LogCalls calls() {
    return calls;
  }

  /** Takes over calls that continue under another name than they entered with. */
  void renamed(Map<String, String> before) {
    renamed.putAll(before);
  }

  /** Such calls found since the last call of this method. */
  Map<String, String> newlyRenamed() {
    Map<String, String> all = Map.copyOf(news);
    news.clear();
    return all;
  }

  /** Whether the beginning of a line's call isn't known. */
  boolean asksForBeginning(QueueLogLine line) {
    return LogEvents.ofCall(line)
        && !LogEvents.begins(line)
        && !renamed.containsKey(line.call())
        && !calls.knows(line.call());
  }

  /**
   * The events of a line; only for lines that aren't skipped.
   *
   * @param stored whether earlier imports stored events of its call
   */
  LogRoster.Taken take(QueueLogLine line, boolean stored) {
    remark = "";
    unbegun = false;
    roster.reached(line);
    return LogEvents.ofCall(line)
        ? new LogRoster.Taken(List.of(call(line, stored)), false)
        : roster.take(line);
  }

  /** The contradiction in the line taken last; empty for none. */
  String contradiction() {
    return remark;
  }

  /** Whether that line's call began before the known log. */
  boolean isUnbegun() {
    return unbegun;
  }

  private Told call(QueueLogLine line, boolean stored) {
    String ref = renamed.getOrDefault(line.call(), line.call());
    if (asksForBeginning(line) && !stored) {
      String waiting = line.event().equals("CONNECT") ? calls.inPlaceOf(line) : null;
      if (waiting == null) {
        unbegun = true;
      } else {
        renamed.put(line.call(), waiting);
        news.put(line.call(), waiting);
        ref = waiting;
      }
    }
    LogCalls.Beside beside = calls.take(line, ref);
    remark = beside.contradiction();
    List<String> fields = new ArrayList<>();
    add(fields, "word", line.event());
    add(fields, "queue", line.queue());
    add(fields, "agent", LogEvents.isName(line.agent()) ? line.agent() : "");
    if (line.event().equals("ENTERQUEUE")) {
      String from = Numbers.number(line.data(2));
      add(fields, "from", from);
      add(fields, "direction", Numbers.direction(from, ""));
    } else if (line.event().equals("CONNECT")) {
      add(fields, "legRef", line.data(2));
    } else if (line.event().endsWith("TRANSFER")) {
      add(fields, "to", line.event().startsWith("ATTENDED") ? "" : line.data(1));
    }
    add(fields, "waited", LogNumbers.waited(line));
    add(fields, "talked", LogNumbers.talked(line));
    add(fields, "rang", LogNumbers.rang(line));
    add(fields, "after", beside.after() == 0 ? "" : Long.toString(beside.after()));
    add(fields, "place", beside.place() == 0 ? "" : Integer.toString(beside.place()));
    return LogTeller.call(
        line, ref, Set.of("queue:" + line.queue()), Words.fields(fields.toArray(String[]::new)));
  }

  private static void add(List<String> fields, String name, OptionalLong value) {
    add(fields, name, value.isEmpty() ? "" : Long.toString(value.getAsLong()));
  }

  private static void add(List<String> fields, String name, String value) {
    fields.add(name);
    fields.add(value);
  }

  /** The log ends for now. */
  LogRoster.Taken over() {
    return roster.over();
  }
}
