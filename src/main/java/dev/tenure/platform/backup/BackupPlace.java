package dev.tenure.platform.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of many backups. A whole one has the instant of its beginning as its name; one that
 * is being made or removed has a name that begins with a dot, and is removed by the next command if
 * it is left over. One command at a time works in it.
 */
final class BackupPlace implements AutoCloseable {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern WHOLE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}Z");
  private static final String UNFINISHED = ".unfinished-";

  private final Path directory;
  private final FileChannel lock;

  private BackupPlace(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, locks it, and removes what earlier commands left over.
   */
  static BackupPlace open(Path directory) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var lock =
          FileChannel.open(
              directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw BackupRefused.failed(
            "Another backup or check is at work in " + directory + "; wait until it has ended.");
      }
      var place = new BackupPlace(directory, lock);
      place.removeLeftovers();
      return place;
    } catch (FileAlreadyExistsException file) {
      throw BackupRefused.misused(directory + " is a file; name a directory.");
    } catch (IOException e) {
      throw BackupRefused.failed(
          "Backups can't be written to %s (%s); give it to user %s, or name another directory."
              .formatted(directory, e, System.getProperty("user.name")),
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** The name of a backup that begins now. */
  static String name(Instant instant) {
    return NAME.format(instant);
  }

  /** Makes the directory for something that isn't whole yet. */
  Path begin(String name, BackupFiles files) throws IOException {
    Path unfinished = directory.resolve(UNFINISHED + name);
    files.directory(unfinished);
    return unfinished;
  }

  /** Gives what is whole its name. */
  Path finish(Path unfinished, String name) throws IOException {
    Path whole = directory.resolve(name);
    if (Files.exists(whole)) {
      throw new FileAlreadyExistsException(whole.toString());
    }
    try {
      Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw new FileAlreadyExistsException(whole.toString());
    }
    BackupFiles.sync(directory);
    return whole;
  }

  /**
   * Removes the oldest whole backups of this database but so many.
   *
   * @param kept how many stay, with the newest
   * @param newest stays even if others seem younger, as the clock may have been set back
   * @param system identifies the database; those of others are left alone
   * @return the removed ones' names
   */
  List<String> keepNewest(int kept, Path newest, String system) throws IOException {
    List<Path> others = wholeOf(system).stream().filter(path -> !path.equals(newest)).toList();
    List<Path> removed = others.subList(0, Math.max(0, others.size() - (kept - 1)));
    for (Path backup : removed) {
      Path unfinished = directory.resolve(UNFINISHED + backup.getFileName());
      Files.move(backup, unfinished, StandardCopyOption.ATOMIC_MOVE);
      remove(unfinished);
    }
    return removed.stream().map(backup -> backup.getFileName().toString()).toList();
  }

  /** The whole backups of a database, oldest first. */
  List<Path> wholeOf(String system) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> WHOLE.matcher(path.getFileName().toString()).matches())
          .filter(path -> isOf(system, path))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isOf(String system, Path backup) {
    try {
      return Manifest.of(backup).system().equals(system);
    } catch (BackupRefused notWhole) {
      return false;
    }
  }

  private void removeLeftovers() throws IOException {
    List<Path> leftovers;
    try (Stream<Path> all = Files.list(directory)) {
      leftovers =
          all.filter(
                  path -> {
                    String name = path.getFileName().toString();
                    return name.startsWith(UNFINISHED)
                        && WHOLE.matcher(name.substring(UNFINISHED.length())).matches();
                  })
              .toList();
    }
    for (Path leftover : leftovers) {
      remove(leftover);
    }
  }

  /** Removes a directory with everything in it. */
  static void remove(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("The lock of " + directory + " can't be closed", e);
    }
  }
}
