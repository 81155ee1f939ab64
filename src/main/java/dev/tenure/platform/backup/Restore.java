package dev.tenure.platform.backup;

import dev.tenure.platform.database.DatabaseServer;
import dev.tenure.platform.database.EmbeddedPostgres;
import dev.tenure.platform.database.PostgresFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a data directory of a backup. It is made in a part of the new directory that nothing takes
 * for data, and recovered there; what was broken off is removed by the next attempt.
 */
final class Restore {

  private static final String UNFINISHED = ".unfinished-restore";

  private final BackupSettings settings;

  Restore(BackupSettings settings) {
    this.settings = settings;
  }

  /**
   * What is wanted.
   *
   * @param target a directory that is new or empty
   * @param archive of WAL, needed for all but the backup itself
   * @param passphrase of the keys, which are left out without one
   */
  record Order(
      Path backup, Path target, UpTo upTo, Optional<Path> archive, Optional<String> passphrase) {}

  /**
   * What was done.
   *
   * @param keys names of the key files that were restored
   * @param sealed whether the backup has keys that were not
   */
  record Restored(Manifest manifest, int endedSessions, List<String> keys, boolean sealed) {}

  /**
   * Restores.
   *
   * @throws BackupRefused with a sentence for the operator; the target has no data then
   */
  Restored run(Order order) {
    requireEmpty(order.target());
    var reader = new BackupReader(order.backup());
    Manifest manifest = reader.manifest();
    order.upTo().requireWithin(manifest);
    Optional<ArchivedWal> wal = archive(order, manifest);
    Map<String, byte[]> keys = keys(order);
    Path unfinished = order.target().resolve(UNFINISHED);
    try {
      begin(unfinished);
      requireRoom(order.target(), manifest);
      reader.extract(unfinished);
      int ended = recover(unfinished.resolve("postgres"), order.upTo(), wal);
      for (var key : keys.entrySet()) {
        Path name = Path.of(key.getKey()).getFileName();
        try (var out = BackupFiles.onDisk().file(unfinished.resolve(name))) {
          out.write(key.getValue());
        }
      }
      BackupFiles.onDisk().settle(unfinished);
      finish(unfinished, order.target());
      boolean sealed = keys.isEmpty() && Files.exists(order.backup().resolve(Backup.KEYS));
      return new Restored(manifest, ended, List.copyOf(keys.keySet()), sealed);
    } catch (IOException e) {
      discard(unfinished, e);
      throw BackupRefused.failed(
          "The data can't be restored to " + order.target() + " (" + e + ").", e);
    } catch (RuntimeException e) {
      discard(unfinished, e);
      throw e;
    }
  }

  private static void discard(Path unfinished, Exception reason) {
    try {
      if (Files.exists(unfinished)) {
        BackupPlace.remove(unfinished);
      }
    } catch (IOException leftToTheNextAttempt) {
      reason.addSuppressed(leftToTheNextAttempt);
    }
  }

  private static Map<String, byte[]> keys(Order order) {
    Path sealed = order.backup().resolve(Backup.KEYS);
    if (order.passphrase().isEmpty() || !Files.exists(sealed)) {
      return Map.of();
    }
    try {
      return SealedKeys.open(Files.readAllBytes(sealed), order.passphrase().get());
    } catch (IOException e) {
      throw BackupRefused.failed(sealed + " can't be read (" + e + ").", e);
    }
  }

  /** The archive that the order needs, if it needs one. */
  private static Optional<ArchivedWal> archive(Order order, Manifest manifest) {
    if (order.upTo() instanceof UpTo.TheBackup) {
      return Optional.empty();
    }
    if (manifest.archive().isEmpty()) {
      throw BackupRefused.misused(
          "WAL was not archived when this backup was made, so it can only be restored as it is;"
              + " leave out --at.");
    }
    return Optional.of(
        order
            .archive()
            .map(base -> new ArchivedWal(base.resolve(manifest.archive())))
            .filter(ArchivedWal::isReadable)
            .orElseThrow(() ->
                BackupRefused.misused(
                    "--at needs the archive that continues this backup: name with --archive"
                        + " the directory that has '"
                        + manifest.archive()
                        + "' in it, as a user who can read it.")));
  }

  /**
   * Recovers the copied cluster, so that a failure shows now and the next start is an ordinary one.
   */
  private int recover(Path postgres, UpTo upTo, Optional<ArchivedWal> wal) throws IOException {
    if (wal.isPresent()) {
      Files.createFile(postgres.resolve("cluster").resolve("recovery.signal"));
    }
    var recovering =
        settings
            .postgres()
            .recoveringIn(
                postgres,
                wal.map(upTo::recovery).orElse(Map.of()),
                wal.flatMap(ArchivedWal::newest).stream().toList());
    try (var server = EmbeddedPostgres.start(recovering)) {
      server.ensureDatabase(DatabaseServer.NAME);
      try (var connection =
          java.sql.DriverManager.getConnection(
              server.jdbcUrl(DatabaseServer.NAME), server.user(), server.password())) {
        return new RestoreStore(connection).endSessions();
      }
    } catch (PostgresFailure failure) {
      throw BackupRefused.failed(unrecovered(String.valueOf(failure.getMessage())), failure);
    } catch (SQLException e) {
      throw BackupRefused.failed("The restored database can't be used: " + e.getMessage() + ".", e);
    }
  }

  private static String unrecovered(String said) {
    if (said.contains("before configured recovery target was reached")) {
      return "The archive ends before that instant. Choose an earlier one, or latest.";
    }
    if (said.contains("before consistent recovery point")) {
      return "This backup ended after that instant. Choose an earlier backup.";
    }
    return "The restored database doesn't start: " + said;
  }

  private static void requireEmpty(Path target) {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.anyMatch(entry -> !entry.getFileName().toString().equals(UNFINISHED))) {
        throw BackupRefused.misused(
            target + " is not empty. Name a new or empty directory with --data.");
      }
    } catch (NotDirectoryException e) {
      throw BackupRefused.misused(
          target + " is a file. Name a new or empty directory with --data.");
    } catch (IOException e) {
      throw BackupRefused.misused(target + " can't be read (" + e + ").");
    }
  }

  private static void requireRoom(Path target, Manifest manifest) throws IOException {
    long free = Files.getFileStore(target).getUsableSpace();
    if (free < manifest.size()) {
      throw BackupRefused.failed(
          "The disk that holds %s has %s free, and the data take %s. Make room or name another directory."
              .formatted(target, Size.of(free), Size.of(manifest.size())));
    }
  }

  private static void begin(Path unfinished) throws IOException {
    Files.createDirectories(unfinished.getParent());
    if (Files.exists(unfinished)) {
      BackupPlace.remove(unfinished);
    }
    Files.createDirectory(unfinished);
  }

  /** Moves everything to its place, the database last: a directory without one holds no data. */
  private static void finish(Path unfinished, Path target) throws IOException {
    List<Path> all;
    try (Stream<Path> entries = Files.list(unfinished)) {
      all =
          entries
              .sorted(
                  java.util.Comparator.comparing(
                      entry -> entry.getFileName().toString().equals("postgres")))
              .toList();
    }
    for (Path entry : all) {
      Files.move(entry, target.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.delete(unfinished);
    BackupFiles.sync(target);
  }
}
