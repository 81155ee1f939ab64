package dev.tenure.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers up to when the simulated events were acknowledged; losing it costs repeats, no more.
 */
final class Progress {

  private final Path path;

  Progress(Path path) {
    this.path = path.toAbsolutePath();
  }

  Optional<Instant> read() {
    try {
      return Files.exists(path)
          ? Optional.of(Instant.parse(Files.readString(path).strip()))
          : Optional.empty();
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Instant at) {
    try {
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.writeString(fresh, at + "\n");
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
