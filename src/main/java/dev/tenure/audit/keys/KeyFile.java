package dev.tenure.audit.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The file {@code trail.key}: a key a line, the newest first; older ones stay for what was sealed
 * with them. Readable by its owner only.
 */
public final class KeyFile {

  private final Path path;

  public KeyFile(Path dataDirectory) {
    this.path = dataDirectory.resolve("trail.key");
  }

  public Path path() {
    return path;
  }

  /** Its keys, the newest first; none when there is no such file. */
  public List<TrailKey> read() {
    return lines().stream().map(line -> TrailKey.parse(line, path.toString())).toList();
  }

  private List<String> lines() {
    try {
      return Files.exists(path)
          ? Files.readAllLines(path).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList()
          : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(path + " can't be read", unreadable);
    }
  }

  /** Makes it with one key, unless another process was faster. */
  void make() {
    try {
      Path fresh = written(List.of(chosen()));
      try {
        Files.createLink(path, fresh);
      } catch (FileAlreadyExistsException another) {
        // Then its key is the one.
      } finally {
        Files.delete(fresh);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(path + " can't be written", unwritable);
    }
  }

  /** Puts a new key in front of those there are. */
  public void rotate() {
    try {
      List<String> keys = new ArrayList<>(lines());
      keys.addFirst(chosen());
      Files.move(written(keys), path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(path + " can't be written", unwritable);
    }
  }

  private static String chosen() {
    byte[] bytes = new byte[TrailKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Path written(List<String> keys) throws IOException {
    Path directory = Files.createDirectories(path.toAbsolutePath().getParent());
    Path fresh =
        Files.createTempFile(
            directory,
            "trail",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, keys);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return fresh;
  }
}
