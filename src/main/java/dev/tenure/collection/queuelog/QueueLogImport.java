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
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the files one after the other, and writes down how far it is. The trail is told when it
 * begins and when it ends, each with the import's own row: one that is killed is in it as well
 * (F1).
 */
@Component
class QueueLogImport implements QueueLogs {

  private final Sources sources;
  private final ImportDoor door;
  private final SourceTrail trail;
  private final ImportBookStore books;
  private final LogMemoryStore memory;
  private final TransactionTemplate transactions;

  QueueLogImport(
      Sources sources,
      ImportDoor door,
      SourceTrail trail,
      ImportBookStore books,
      LogMemoryStore memory,
      TransactionTemplate transactions) {
    this.sources = sources;
    this.door = door;
    this.trail = trail;
    this.books = books;
    this.memory = memory;
    this.transactions = transactions;
  }

  @Override
  public Outcome run(
      SourceId source,
      List<Log> logs,
      @Nullable ZoneId zone,
      @Nullable Charset charset,
      Actor actor,
      Progress progress)
      throws IOException {
    Source into = sources.require(source, actor);
    String names = logs.stream().map(Log::name).collect(Collectors.joining(", "));
    ImportBook book = begin(into, names, actor, progress);
    ImportRun run =
        new ImportRun(
            source,
            door,
            memory,
            (bytes, report) -> {
              book.moved(bytes, report);
              progress.at(bytes, report);
            });
    boolean whole = false;
    try {
      for (Log log : logs) {
        run.file(log.name());
        try (InputStream in = log.content().open()) {
          new QueueLogReader(zone, charset, run).read(run.counted(in));
        }
      }
      ImportReport all = run.finish();
      whole = true;
      return new Outcome(book.run(), all);
    } finally {
      end(book, run, whole, into, names, actor);
    }
  }

  private ImportBook begin(Source into, String files, Actor actor, Progress progress) {
    return Objects.requireNonNull(
        transactions.execute(status -> {
          ImportBook book = new ImportBook(books, into.id(), files, actor.name());
          trail.record("source.import-begin", actor, into, null, "", files);
          progress.begun(book.run());
          return book;
        }));
  }

  private void end(
      ImportBook book, ImportRun run, boolean whole, Source into, String files, Actor actor) {
    ImportReport report = run.report();
    transactions.executeWithoutResult(status -> {
      book.ended(run.bytes(), report, whole);
      trail.record(
          "source.import",
          actor,
          into,
          null,
          "",
          "%s: %d lines, %d events, %d duplicates, %d lines skipped"
              .formatted(
                  files,
                  report.lines(),
                  report.accepted(),
                  report.duplicates(),
                  report.skippedLines()));
    });
  }
}
