package dev.tenure.collection.queuelog;

import dev.tenure.collection.ImportReport;
import dev.tenure.collection.QueueLogs;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.ImportDoor;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.told.Belonging;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One import under way. */
final class ImportRun implements LineSink {

  private static final int LINES = 500;
  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_HELD = 200_000;

  private final SourceId source;
  private final ImportDoor door;
  private final LogMemoryStore memory;
  private final QueueLogs.Progress progress;
  private final Set<String> rules;
  private final QueueLogTranslation translation;
  private final List<QueueLogLine> lines = new ArrayList<>();
  private final Map<String, ImportReport.Skipped> origins = new HashMap<>();
  private final ImportTally tally = new ImportTally();
  private Belonging belonging;
  private String file = "";
  private long bytes;

  ImportRun(SourceId source, ImportDoor door, LogMemoryStore memory, QueueLogs.Progress progress) {
    this.source = source;
    this.door = door;
    this.memory = memory;
    this.progress = progress;
    this.rules = door.accounts(source);
    this.belonging = new Belonging(rules);
    this.translation = new QueueLogTranslation(memory.covered(source), memory.waiting(source));
  }

  /** The next file begins. */
  void file(String name) {
    store();
    file = name;
  }

  InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int octet = super.read();
        bytes += octet < 0 ? 0 : 1;
        return octet;
      }

      @Override
      public int read(byte[] buffer, int from, int most) throws IOException {
        int count = super.read(buffer, from, most);
        bytes += Math.max(0, count);
        return count;
      }
    };
  }

  @Override
  public void line(QueueLogLine line) {
    tally.read();
    var skip = LogEvents.skipped(line);
    if (skip.isPresent()) {
      tally.skipped(
          at(line.number(), skip.get().word(), why(skip.get(), line)), named(skip.get(), line));
    } else {
      lines.add(line);
      if (lines.size() == LINES) {
        store();
      }
    }
  }

  private static String named(SkipReason reason, QueueLogLine line) {
    return reason == SkipReason.MALFORMED ? "" : line.event();
  }

  private static String why(SkipReason reason, QueueLogLine line) {
    return switch (reason) {
      case UNKNOWN_EVENT -> "Event %s is none of a queue_log's.".formatted(line.event());
      case NO_CONCERN -> "Event %s tells nothing of calls or agents.".formatted(line.event());
      case MALFORMED -> "Event %s needs a call and a queue, or an agent.".formatted(line.event());
      case NO_ZONE, TOLD_ALREADY -> throw new IllegalStateException("Not told here: " + reason);
    };
  }

  @Override
  public void unreadable(long number, SkipReason reason, String sentence) {
    tally.read();
    tally.skipped(at(number, reason.word(), sentence), "");
  }

  @Override
  public void remark(long number, Remark remark, String sentence) {
    tally.remarked(at(number, remark.word(), sentence));
  }

  private ImportReport.Skipped at(long number, String reason, String sentence) {
    return new ImportReport.Skipped(file, number, reason, sentence);
  }

  private void store() {
    if (lines.isEmpty()) {
      return;
    }
    Set<String> calls = new HashSet<>();
    Set<String> agents = new HashSet<>();
    for (QueueLogLine line : lines) {
      boolean ofCall = LogEvents.ofCall(line);
      (ofCall ? calls : agents).add(ofCall ? line.call() : line.agent());
    }
    Set<String> toldCalls = door.toldCalls(source, Event.LOGGED, calls);
    Set<String> toldAgents =
        door.toldAgents(
            source,
            Event.LOGGED,
            agents,
            lines.getFirst().at().minusSeconds(1),
            lines.getLast().at().plusSeconds(1));
    Map<String, String> stored = stored();
    List<CanonicalEvent> events = new ArrayList<>();
    for (QueueLogLine line : lines) {
      boolean ofCall = LogEvents.ofCall(line);
      if (ofCall ? toldCalls.contains(line.call()) : toldAgents.contains(line.agent())) {
        tally.skipped(
            at(
                line.number(),
                SkipReason.TOLD_ALREADY.word(),
                "The phone system reported %s itself, more exactly."
                    .formatted(ofCall ? "call " + line.call() : "agent " + line.agent())),
            "");
      } else {
        LogRoster.Taken taken = translation.take(line, stored.containsKey(line.call()));
        remark(line);
        taken.told().forEach(told -> origins.put(told.event().id(), at(line.number(), "", "")));
        route(taken, events);
      }
    }
    lines.clear();
    if (belonging.held() > MOST_HELD) {
      events.addAll(belonging.rest());
      belonging = new Belonging(rules);
    }
    hand(events);
    progress.at(bytes, report());
  }

  /** The calls that began in earlier imports, with their accounts. */
  private Map<String, String> stored() {
    Set<String> unknown = new HashSet<>();
    for (QueueLogLine line : lines) {
      if (translation.asksForBeginning(line)) {
        unknown.add(line.call());
      }
    }
    if (unknown.isEmpty()) {
      return Map.of();
    }
    Map<String, String> renamed = memory.renamed(source, unknown);
    translation.renamed(renamed);
    Set<String> asked = new HashSet<>(unknown);
    asked.addAll(renamed.values());
    Map<String, String> stored = door.storedCalls(source, asked);
    stored.forEach(belonging::decided);
    return stored;
  }

  private void remark(QueueLogLine line) {
    if (!translation.contradiction().isEmpty()) {
      remark(line.number(), Remark.CLOCK, translation.contradiction());
    }
    if (translation.isUnbegun()) {
      remark(
          line.number(),
          Remark.NO_BEGINNING,
          "Call %s entered the queue before the log begins; no visit is made up."
              .formatted(line.call()));
    }
  }

  /** Routes the events; of lines imported before, only the stored events count as duplicates. */
  private void route(LogRoster.Taken taken, List<CanonicalEvent> events) {
    List<CanonicalEvent> routed = belonging.route(taken.told());
    if (!taken.known()) {
      events.addAll(routed);
    } else if (!routed.isEmpty()) {
      tally.duplicates(door.storedOfAgents(source, routed));
      routed.forEach(event -> origins.remove(origin(event)));
    }
  }

  private void hand(List<CanonicalEvent> events) {
    memory.rename(source, translation.newlyRenamed());
    Set<String> named = new HashSet<>();
    for (int from = 0; from < events.size(); from += MOST_EVENTS) {
      List<CanonicalEvent> batch =
          events.subList(from, Math.min(events.size(), from + MOST_EVENTS));
      ImportDoor.Outcome outcome = door.take(source, batch);
      tally.accepted(outcome.accepted());
      tally.duplicates(outcome.duplicates());
      for (ImportDoor.Refused refused : outcome.refused()) {
        refuse(batch.get(refused.position() - 1), refused, named);
      }
    }
    events.forEach(event -> origins.remove(origin(event)));
  }

  /** A line that told several events is named once for each reason. */
  private void refuse(CanonicalEvent event, ImportDoor.Refused refused, Set<String> named) {
    if (!event.fields().containsKey("callRef")) {
      translation.roster().refused(event.at());
    }
    ImportReport.Skipped line = origins.get(origin(event));
    if (line != null && named.add(line.file() + "\n" + line.line() + refused.reason())) {
      tally.skipped(
          new ImportReport.Skipped(line.file(), line.line(), refused.reason(), refused.sentence()),
          "");
    }
  }

  /** The id before it was made one for each of several customers. */
  private static String origin(CanonicalEvent event) {
    int blank = event.id().indexOf(' ');
    return blank < 0 ? event.id() : event.id().substring(0, blank);
  }

  /** All files are read. */
  ImportReport finish() {
    store();
    List<CanonicalEvent> events = new ArrayList<>();
    route(translation.over(), events);
    events.addAll(belonging.rest());
    hand(events);
    translation
        .roster()
        .last()
        .ifPresent(last ->
            memory.keep(source, translation.roster().after(), translation.calls().waiting(last)));
    progress.at(bytes, report());
    return report();
  }

  /** So many were read. */
  long bytes() {
    return bytes;
  }

  ImportReport report() {
    return tally.report();
  }
}
