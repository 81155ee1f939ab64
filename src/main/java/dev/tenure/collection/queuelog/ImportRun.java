package dev.tenure.collection.queuelog;

import dev.tenure.collection.ImportReport;
import dev.tenure.collection.QueueLogs;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.ImportDoor;
import dev.tenure.collection.told.Belonging;
import dev.tenure.collection.told.Told;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One import under way. */
final class ImportRun implements LineSink {

  private static final int LINES = 500;
  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_HELD = 200_000;

  private final SourceId source;
  private final ImportDoor door;
  private final QueueLogs.Progress progress;
  private final Set<String> rules;
  private final QueueLogTranslation translation = new QueueLogTranslation();
  private final List<QueueLogLine> lines = new ArrayList<>();
  private final Map<String, ImportReport.Skipped> origins = new HashMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final List<ImportReport.Skipped> examples = new ArrayList<>();
  private Belonging belonging;
  private String file = "";
  private long bytes;
  private long read;
  private long accepted;
  private long duplicates;

  ImportRun(SourceId source, ImportDoor door, QueueLogs.Progress progress) {
    this.source = source;
    this.door = door;
    this.progress = progress;
    this.rules = door.accounts(source);
    this.belonging = new Belonging(rules);
  }

  /** The next file begins. */
  void file(String name) {
    store();
    file = name;
  }

  InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
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
    read++;
    var skip = translation.skipped(line);
    if (skip.isPresent()) {
      skip(line.number(), skip.get().word(), why(skip.get(), line));
    } else {
      lines.add(line);
      if (lines.size() == LINES) {
        store();
      }
    }
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
    read++;
    skip(number, reason.word(), sentence);
  }

  private void skip(long number, String reason, String sentence) {
    skip(new ImportReport.Skipped(file, number, reason, sentence));
  }

  private void skip(ImportReport.Skipped line) {
    skipped.merge(line.reason(), 1L, Long::sum);
    if (examples.size() < ImportReport.MOST_EXAMPLES) {
      examples.add(line);
    }
  }

  private void store() {
    if (lines.isEmpty()) {
      return;
    }
    Set<String> calls = new HashSet<>();
    Set<String> agents = new HashSet<>();
    for (QueueLogLine line : lines) {
      boolean ofCall = QueueLogTranslation.ofCall(line);
      (ofCall ? calls : agents).add(ofCall ? line.call() : line.agent());
    }
    Set<String> toldCalls = door.toldCalls(source, LogTeller.PREFIX, calls);
    Set<String> toldAgents =
        door.toldAgents(
            source,
            LogTeller.PREFIX,
            agents,
            lines.getFirst().at().minusSeconds(1),
            lines.getLast().at().plusSeconds(1));
    List<CanonicalEvent> events = new ArrayList<>();
    for (QueueLogLine line : lines) {
      boolean ofCall = QueueLogTranslation.ofCall(line);
      if (ofCall ? toldCalls.contains(line.call()) : toldAgents.contains(line.agent())) {
        skip(
            line.number(),
            SkipReason.TOLD_ALREADY.word(),
            "The phone system told of %s itself, more exactly."
                .formatted(ofCall ? "call " + line.call() : "agent " + line.agent()));
      } else {
        List<Told> told = translation.take(line);
        for (Told each : told) {
          origins.put(each.event().id(), new ImportReport.Skipped(file, line.number(), "", ""));
        }
        events.addAll(belonging.route(told));
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

  private void hand(List<CanonicalEvent> events) {
    Set<String> named = new HashSet<>();
    for (int from = 0; from < events.size(); from += MOST_EVENTS) {
      List<CanonicalEvent> batch =
          events.subList(from, Math.min(events.size(), from + MOST_EVENTS));
      ImportDoor.Outcome outcome = door.take(source, batch);
      accepted += outcome.accepted();
      duplicates += outcome.duplicates();
      for (ImportDoor.Refused refused : outcome.refused()) {
        refuse(batch.get(refused.position() - 1), refused, named);
      }
    }
    events.forEach(event -> origins.remove(origin(event)));
  }

  /** A line that told several events is named once for each reason. */
  private void refuse(CanonicalEvent event, ImportDoor.Refused refused, Set<String> named) {
    ImportReport.Skipped line = origins.get(origin(event));
    if (line != null && named.add(line.file() + "\n" + line.line() + refused.reason())) {
      skip(
          new ImportReport.Skipped(line.file(), line.line(), refused.reason(), refused.sentence()));
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
    List<CanonicalEvent> events = new ArrayList<>(belonging.route(translation.end()));
    events.addAll(belonging.rest());
    hand(events);
    progress.at(bytes, report());
    return report();
  }

  /** So many were read. */
  long bytes() {
    return bytes;
  }

  ImportReport report() {
    return new ImportReport(read, accepted, duplicates, skipped, examples);
  }
}
