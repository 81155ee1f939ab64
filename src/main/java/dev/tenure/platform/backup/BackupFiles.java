package dev.tenure.platform.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the files of a backup are written to. They are readable by their owner only: a backup has
 * passwords and people's data.
 */
interface BackupFiles {

  void directory(Path directory) throws IOException;

  OutputStream file(Path file) throws IOException;

  /** Returns when everything below the directory is on the disk. */
  void settle(Path directory) throws IOException;

  /** The disk. */
  static BackupFiles onDisk() {
    return new BackupFiles() {
      @Override
      public void directory(Path directory) throws IOException {
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }

      @Override
      public OutputStream file(Path file) throws IOException {
        return Channels.newOutputStream(
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------"))));
      }

      @Override
      public void settle(Path directory) throws IOException {
        syncAll(directory);
      }
    };
  }

  /** Makes the entries of a directory last. */
  static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }

  /**
   * Writes everything below a directory to the disk: in one call for its file system, which takes
   * as long as a few files of a thousand would each on its own.
   */
  private static void syncAll(Path directory) throws IOException {
    Process sync =
        new ProcessBuilder("sync", "--file-system", directory.toString())
            .redirectErrorStream(true)
            .start();
    sync.getOutputStream().close();
    String said = new String(sync.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (sync.waitFor() != 0) {
        throw new IOException(said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while writing to the disk");
    }
  }
}
