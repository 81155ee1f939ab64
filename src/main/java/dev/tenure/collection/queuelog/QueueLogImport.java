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

/** Reads the files one after the other, and writes down how far it is, and what was done (F1). */
@Component
class QueueLogImport implements QueueLogs {

  private final Sources sources;
  private final ImportDoor door;
  private final SourceTrail trail;
  private final ImportBookStore books;

  QueueLogImport(Sources sources, ImportDoor door, SourceTrail trail, ImportBookStore books) {
    this.sources = sources;
    this.door = door;
    this.trail = trail;
    this.books = books;
  }

  @Override
  public Outcome run(
      SourceId source, List<Log> logs, @Nullable ZoneId zone, Actor actor, Progress progress)
      throws IOException {
    Source into = sources.require(source, actor);
    List<String> files = logs.stream().map(Log::name).toList();
    ImportBook book = new ImportBook(books, source, files, actor.name());
    ImportRun run =
        new ImportRun(
            source,
            door,
            (bytes, report) -> {
              book.moved(bytes, report);
              progress.at(bytes, report);
            });
    boolean whole = false;
    try {
      for (Log log : logs) {
        run.file(log.name());
        try (InputStream in = log.content().open()) {
          new QueueLogReader(zone, run).read(run.counted(in));
        }
      }
      ImportReport all = run.finish();
      whole = true;
      return new Outcome(book.run(), all);
    } finally {
      ImportReport report = run.report();
      book.ended(run.bytes(), report, whole);
      trail.record(
          "source.import",
          actor,
          into,
          null,
          "",
          "%s: %d lines, %d events, %d duplicates, %d lines skipped"
              .formatted(
                  String.join(", ", files),
                  report.lines(),
                  report.accepted(),
                  report.duplicates(),
                  report.skippedLines()));
    }
  }
}
