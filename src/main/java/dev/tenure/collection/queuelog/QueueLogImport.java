package dev.tenure.collection.queuelog;

import dev.tenure.collection.ImportReport;
import dev.tenure.collection.QueueLogs;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceTrail;
import dev.tenure.collection.Sources;
import dev.tenure.collection.intake.ImportDoor;
import dev.tenure.platform.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the files one after the other, and writes down that it was done (F1). */
@Component
class QueueLogImport implements QueueLogs {

  private final Sources sources;
  private final ImportDoor door;
  private final SourceTrail trail;

  QueueLogImport(Sources sources, ImportDoor door, SourceTrail trail) {
    this.sources = sources;
    this.door = door;
    this.trail = trail;
  }

  @Override
  public ImportReport run(
      SourceId source, List<Log> logs, @Nullable ZoneId zone, Actor actor, Progress progress)
      throws IOException {
    Source into = sources.require(source, actor);
    ImportRun run = new ImportRun(source, door, progress);
    try {
      for (Log log : logs) {
        run.file(log.name());
        try (InputStream in = log.content().open()) {
          new QueueLogReader(zone, run).read(run.counted(in));
        }
      }
      return run.finish();
    } finally {
      ImportReport report = run.report();
      trail.record(
          "source.import",
          actor,
          into,
          null,
          "",
          "%s: %d lines, %d events, %d duplicates, %d lines skipped"
              .formatted(
                  String.join(", ", logs.stream().map(Log::name).toList()),
                  report.lines(),
                  report.accepted(),
                  report.duplicates(),
                  report.skippedLines()));
    }
  }
}
