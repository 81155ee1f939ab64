package dev.tenure.platform.backup;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.database.WalArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes backups of the bundled database with what belongs to it, beside a running Tenure or without
 * one. A backup has its name only once it is whole and on the disk.
 */
final class Backup {

  /** The keys of a backup, encrypted. */
  static final String KEYS = "keys";

  /** The copied files of a backup. */
  static final String DATA = "data";

  private final BackupSettings settings;
  private final PlatformClock clock;
  private final BackupFiles files;

  Backup(BackupSettings settings, PlatformClock clock, BackupFiles files) {
    this.settings = settings;
    this.clock = clock;
    this.files = files;
  }

  /**
   * What is wanted.
   *
   * @param directory of all backups
   * @param keep how many of them stay, empty for all
   * @param passphrase encrypts the keys, which are left out without one
   * @param pruneArchive whether WAL that no backup in the directory needs is removed from the
   *     archive
   */
  record Order(
      Path directory,
      OptionalInt keep,
      Compression compression,
      Optional<String> passphrase,
      boolean pruneArchive) {}

  /**
   * What was done.
   *
   * @param path of the backup
   * @param stored bytes on the disk
   * @param keys names of the key files beside the data
   * @param keysInside whether they are in the backup
   * @param removed names of older backups that were removed
   * @param pruned how many archived segments were removed
   * @param failsToArchive the segment that can't be archived, if archiving fails
   */
  record Made(
      Path path,
      Manifest manifest,
      long stored,
      Duration took,
      List<String> keys,
      boolean keysInside,
      List<String> removed,
      long pruned,
      Optional<String> failsToArchive) {}

  /** A backup that has its name. */
  private record Whole(Path path, Manifest manifest, List<String> keys) {}

  /**
   * Makes a backup.
   *
   * @throws BackupRefused with a sentence for the operator; nothing that could be taken for a
   *     backup is left then
   */
  Made make(Order order) {
    Path directory = order.directory().toAbsolutePath().normalize();
    Path data = RoomForBackup.real(settings.data());
    RoomForBackup.requireOutside(data, directory);
    Instant began = clock.now();
    try (var place = BackupPlace.open(directory);
        var session = OwnerSession.open(settings.postgres(), "postgres")) {
      var store = new BackupStore(session.connection());
      store.prepare();
      Whole whole = write(order, place, data, store, BackupPlace.name(began));
      List<String> removed = removeOld(order, place, whole);
      long pruned = prune(order, place, whole);
      return new Made(
          whole.path(),
          whole.manifest(),
          RoomForBackup.sizeOf(whole.path()),
          Duration.between(began, clock.now()),
          whole.keys(),
          order.passphrase().isPresent(),
          removed,
          pruned,
          settings.archive().isPresent() ? store.failsToArchive() : Optional.empty());
    } catch (SQLException e) {
      throw BackupRefused.failed(
          "The database ended the backup (" + e.getMessage() + "). Nothing of it was kept.", e);
    } catch (IOException e) {
      throw RoomForBackup.unwritable(directory, e);
    }
  }

  private Whole write(Order order, BackupPlace place, Path data, BackupStore store, String name)
      throws IOException, SQLException {
    BackupStore.Server server = store.server();
    if (server.tablespaces() > 0) {
      throw BackupRefused.failed(
          "The database has tablespaces outside its directory, which only pg_basebackup copies.");
    }
    Path cluster = data.resolve("postgres").resolve("cluster");
    RoomForBackup.require(order, cluster);
    Path unfinished = place.begin(name, files);
    try {
      Path copies = unfinished.resolve(DATA);
      files.directory(copies);
      var writer = new BackupWriter(data, copies, order.compression(), files);
      var others = new DataFiles(data, settings.archive().map(RoomForBackup::realIfThere));
      // Before the database: what is kept outside it must not be ahead of it.
      writer.tree(data, others::belongs, directory -> false);
      ClusterCopy.Copied copied =
          new ClusterCopy(store, cluster, clock).into(writer, name, server.segmentSize());
      // After the database, so that no entry of it lacks its key.
      Map<String, byte[]> keys = keys(data, others);
      if (order.passphrase().isPresent()) {
        write(unfinished.resolve(KEYS), SealedKeys.seal(keys, order.passphrase().get()));
      }
      var manifest =
          new Manifest(
              server.system(),
              copied.ended(),
              server.version(),
              copied.wal(),
              archiveName(),
              order.compression(),
              writer.entries());
      files.settle(unfinished);
      write(unfinished.resolve(Manifest.FILE), manifest.bytes());
      files.settle(unfinished);
      return new Whole(place.finish(unfinished, name), manifest, List.copyOf(keys.keySet()));
    } catch (IOException | SQLException | RuntimeException e) {
      discard(unfinished, e);
      throw e;
    }
  }

  private static void discard(Path unfinished, Exception reason) {
    try {
      if (Files.exists(unfinished)) {
        BackupPlace.remove(unfinished);
      }
    } catch (IOException leftToTheNextRun) {
      reason.addSuppressed(leftToTheNextRun);
    }
  }

  private void write(Path file, byte[] content) throws IOException {
    try (var out = files.file(file)) {
      out.write(content);
    }
  }

  private String archiveName() {
    return settings.archive().flatMap(base -> WalArchive.nameIn(settings.server())).orElse("");
  }

  private static List<String> removeOld(Order order, BackupPlace place, Whole whole) {
    if (order.keep().isEmpty()) {
      return List.of();
    }
    try {
      return place.keepNewest(order.keep().getAsInt(), whole.path(), whole.manifest().system());
    } catch (IOException e) {
      throw BackupRefused.failed(
          "The backup %s is whole, but older ones can't be removed (%s)."
              .formatted(whole.path(), e),
          e);
    }
  }

  private long prune(Order order, BackupPlace place, Whole whole) {
    String archive = whole.manifest().archive();
    if (!order.pruneArchive() || settings.archive().isEmpty() || archive.isEmpty()) {
      return 0;
    }
    try {
      Path oldest = place.wholeOf(whole.manifest().system()).getFirst();
      return new ArchivedWal(settings.archive().get().resolve(archive))
          .removeBefore(Manifest.of(oldest).wal());
    } catch (IOException e) {
      throw BackupRefused.failed(
          "The backup %s is whole, but old WAL can't be removed from the archive (%s)."
              .formatted(whole.path(), e),
          e);
    }
  }

  private static Map<String, byte[]> keys(Path data, DataFiles files) throws IOException {
    Map<String, byte[]> keys = new TreeMap<>();
    try (Stream<Path> all = Files.list(data)) {
      for (Path path : all.filter(Files::isRegularFile).filter(files::isKey).toList()) {
        keys.put(data.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return keys;
  }
}
