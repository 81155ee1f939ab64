package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The right to run a database in a directory. The kernel gives it back when the process dies. */
final class DirectoryLock implements AutoCloseable {

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock or says which process holds it. */
  static DirectoryLock take(Path file) {
    try {
      var channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
      if (lock(channel) == null) {
        channel.close();
        throw inUse(file);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE, "The lock file " + file + " can't be written: " + e, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static PostgresFailure inUse(Path file) throws IOException {
    return new PostgresFailure(
        Cause.DIRECTORY_IN_USE,
        "Another running Tenure (process "
            + Files.readString(file).strip()
            + ") uses "
            + file.getParent()
            + "; stop it first, or choose another data directory with --data.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("The lock file can't be closed", e);
    }
  }
}
