package dev.tenure.collection;

import dev.tenure.platform.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Import of finished queue_logs, through the intake's own gate: what isn't in a service period
 * isn't kept (C3), and what is stored already is a duplicate, so that importing again changes
 * nothing (C5). Calls and agents of which the phone system told itself are left out.
 */
public interface QueueLogs {

  /** Something to read, and how it is called. */
  record Log(String name, Opening content) {}

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /** Is told how far an import is. */
  @FunctionalInterface
  interface Progress {

    /**
     * So much is done and durable.
     *
     * @param bytes read of all files together
     */
    void at(long bytes, ImportReport report);

    /**
     * The import begins, in the current transaction.
     *
     * @param run by which {@link Imports} knows it
     */
    default void begun(UUID run) {}
  }

  /**
   * What became of an import.
   *
   * @param run by which {@link Imports} knows it
   */
  record Outcome(UUID run, ImportReport report) {}

  /**
   * Imports logs, which follow each other in time.
   *
   * @param zone of times that name none; null where that isn't known
   * @param charset of the logs; null for UTF-8, with other lines read as Windows-1252
   * @throws dev.tenure.platform.Refused as not found (B5)
   * @throws IOException when a file can't be read; what was read before it is stored
   */
  Outcome run(
      SourceId source,
      List<Log> logs,
      @Nullable ZoneId zone,
      @Nullable Charset charset,
      Actor actor,
      Progress progress)
      throws IOException;

  /** The same, for logs whose encoding isn't named. */
  default Outcome run(
      SourceId source, List<Log> logs, @Nullable ZoneId zone, Actor actor, Progress progress)
      throws IOException {
    return run(source, logs, zone, null, actor, progress);
  }
}
