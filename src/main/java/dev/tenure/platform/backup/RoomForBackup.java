package dev.tenure.platform.backup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a directory can take a backup, and what to say if it can't. */
final class RoomForBackup {

  /** What compression makes of a database, taken unfavourably. */
  private static final long SHRINKING = 3;

  private RoomForBackup() {}

  /** Refuses a directory inside the data that it is to protect. */
  static void requireOutside(Path data, Path directory) {
    Path existing = nearestExisting(directory);
    if (real(existing).startsWith(data)) {
      throw BackupRefused.misused(
          directory + " lies inside the data directory and would be lost with it; name another.");
    }
  }

  private static Path nearestExisting(Path directory) {
    Path parent = directory.getParent();
    return parent == null || Files.exists(directory) ? directory : nearestExisting(parent);
  }

  /** Refuses if the disk has less free than the copy will take. */
  static void require(Backup.Order order, Path cluster) throws IOException {
    long size = sizeOf(real(cluster));
    long needed = order.compression() == Compression.NONE ? size : size / SHRINKING;
    long free = Files.getFileStore(order.directory()).getUsableSpace();
    if (free < needed) {
      throw BackupRefused.failed(
          "The disk that holds %s has %s free, and a backup needs about %s. Make room or name another directory."
              .formatted(order.directory(), Size.of(free), Size.of(needed)));
    }
  }

  /** Bytes of all files in a directory. */
  static long sizeOf(Path directory) throws IOException {
    var total = new SizeOfFiles();
    Files.walkFileTree(directory, total);
    return total.bytes();
  }

  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw BackupRefused.failed(
          "There is no directory " + path + " that can be read; name the data with --data.", e);
    }
  }

  static Path realIfThere(Path path) {
    return Files.exists(path) ? real(path) : path;
  }

  /** What the operator reads when writing failed. */
  static BackupRefused unwritable(Path directory, IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return BackupRefused.failed(directory + " has a backup of this instant already.", e);
    }
    return BackupRefused.failed(
        isFull(e)
            ? "The disk that holds %s is full. Nothing of this backup was kept, and earlier ones are untouched. Make room and try again."
                .formatted(directory)
            : "The backup to %s failed (%s). Nothing of it was kept.".formatted(directory, e),
        e);
  }

  static boolean isFull(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("No space left") || text.contains("quota exceeded");
  }
}
