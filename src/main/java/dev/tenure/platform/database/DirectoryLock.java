package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to run a database in a directory. The kernel gives it back when the process dies. */
final class DirectoryLock implements AutoCloseable {

  /**
   * The locks of this process. Another look at the file of one of them would end it: a process
   * loses its lock as soon as it closes the file, however often it has opened it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock or says which process holds it. */
  static DirectoryLock take(Path file) {
    if (!HELD.add(file)) {
      throw inUse(file, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return open(file);
    } catch (RuntimeException | Error e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static DirectoryLock open(Path file) {
    try {
      var channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(file, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new DirectoryLock(file, channel);
    } catch (IOException e) {
      throw new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE, "The lock file " + file + " can't be written: " + e, e);
    }
  }

  private static PostgresFailure inUse(Path file, String process) {
    return new PostgresFailure(
        Cause.DIRECTORY_IN_USE,
        "Another running Tenure (process "
            + process
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
    } finally {
      HELD.remove(file);
    }
  }
}
