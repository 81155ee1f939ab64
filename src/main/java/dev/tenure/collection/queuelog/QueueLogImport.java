package dev.tenure.collection.queuelog;

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

/**
 * Imports finished queue_logs, through the intake's own gate: what isn't in a service period isn't
 * kept, and what is stored already is a duplicate, so that importing again changes nothing. Calls
 * and agents of which the phone system told itself are left out.
 */
@Component
public class QueueLogImport {

  private final Sources sources;
  private final ImportDoor door;
  private final SourceTrail trail;

  QueueLogImport(Sources sources, ImportDoor door, SourceTrail trail) {
    this.sources = sources;
    this.door = door;
    this.trail = trail;
  }

  /** Something to read, and how it is called. */
  public record Log(String name, Opening content) {}

  /** Opens a file. */
  @FunctionalInterface
  public interface Opening {
    InputStream open() throws IOException;
  }

  /**
   * Imports logs, which follow each other in time.
   *
   * @param zone of times that name none; null where that isn't known
   * @throws dev.tenure.platform.Refused when the actor can't reach the source
   * @throws IOException when a file can't be read; what was read before it is stored
   */
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
