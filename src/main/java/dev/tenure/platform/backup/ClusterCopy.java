package dev.tenure.platform.backup;

import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies a cluster while its server works: between PostgreSQL's start and stop of a backup files
 * are copied as they come, and the WAL from between makes them whole when the copy is started.
 */
final class ClusterCopy {

  private static final Pattern TIMELINE = Pattern.compile("(?m)^START TIMELINE: (\\d+)$");
  private static final int ATTEMPTS = 100;

  private final BackupStore store;
  private final Path cluster;
  private final PlatformClock clock;

  ClusterCopy(BackupStore store, Path cluster, PlatformClock clock) {
    this.store = store;
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * What was copied.
   *
   * @param ended everything committed before this instant is inside
   */
  record Copied(Instant ended, WalRange wal) {}

  Copied into(BackupWriter writer, String label, long segmentSize)
      throws IOException, SQLException {
    store.keepWal();
    String start = store.start(label);
    writer.tree(
        cluster,
        path -> ClusterFiles.belongs(cluster.relativize(path)),
        directory -> ClusterFiles.isEmptied(cluster.relativize(directory)));
    // Last, as it says up to where the rest may be taken for written.
    writer.file(
        cluster.resolve("global/pg_control"), settled(cluster.resolve("global/pg_control")));
    Instant ended = clock.now();
    BackupStore.Stopped stopped = store.stop();
    writer.file(cluster.resolve("backup_label"), stopped.label().getBytes(StandardCharsets.UTF_8));
    WalRange wal =
        WalRange.between(timeline(stopped.label()), start, stopped.position(), segmentSize);
    copy(wal, writer);
    return new Copied(ended, wal);
  }

  private void copy(WalRange wal, BackupWriter writer) throws IOException {
    Path directory = cluster.resolve("pg_wal");
    for (String name : wal.names()) {
      Path segment = directory.resolve(name);
      if (!Files.exists(segment) || Files.size(segment) != wal.segmentSize()) {
        throw BackupRefused.failed(
            "The server no longer has the WAL segment " + name + " that this backup needs.");
      }
      writer.file(segment);
    }
    for (Path history : histories(directory)) {
      writer.file(history);
    }
  }

  private static List<Path> histories(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> path.toString().endsWith(".history")).toList();
    }
  }

  /** The content of a file that the server overwrites in place, as it is between two writes. */
  private static byte[] settled(Path file) throws IOException {
    byte[] before = Files.readAllBytes(file);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[] again = Files.readAllBytes(file);
      if (Arrays.equals(before, again)) {
        return again;
      }
      before = again;
    }
    throw new IOException(file + " changes all the time");
  }

  private static int timeline(String label) {
    Matcher matcher = TIMELINE.matcher(label);
    if (!matcher.find()) {
      throw new IllegalStateException("No timeline in the label: " + label);
    }
    return Integer.parseInt(matcher.group(1));
  }
}
