package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what PostgreSQL or the system said into a sentence with a remedy. */
final class FailureReader {

  private FailureReader() {}

  /** Reads the last lines that a program wrote before it ended. */
  static PostgresFailure read(String program, List<String> lines, Path directory, int port) {
    String text = String.join("\n", lines);
    if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
      return diskFull(directory, null);
    }
    if (text.contains("Address already in use")) {
      return portTaken(port);
    }
    if (text.contains("error while loading shared libraries") || text.contains("GLIBC")) {
      return new PostgresFailure(
          Cause.NOT_RUNNABLE,
          "The bundled PostgreSQL can't run on this system ("
              + telling(lines)
              + "); install what is missing, or name a server of your own with"
              + " TENURE_DATABASE_URL.");
    }
    if (text.contains("Permission denied")) {
      return new PostgresFailure(
          Cause.DIRECTORY_UNUSABLE,
          "PostgreSQL may not use "
              + directory
              + " ("
              + telling(lines)
              + "); make that directory and those above it accessible to its user, or choose"
              + " another with --data.");
    }
    return new PostgresFailure(
        Cause.DID_NOT_START,
        program + " ended before it was ready, with data in " + directory + ": " + telling(lines));
  }

  static PostgresFailure portTaken(int port) {
    return new PostgresFailure(
        Cause.PORT_TAKEN,
        "Port "
            + port
            + " on 127.0.0.1 is taken by another program; stop that, or set TENURE_DATABASE_PORT to"
            + " a free port (0 picks one).");
  }

  static PostgresFailure diskFull(
      Path directory, @org.jspecify.annotations.Nullable Throwable cause) {
    return new PostgresFailure(
        Cause.DISK_FULL,
        "The disk that holds "
            + directory
            + " is full; make room on it and start again, nothing committed is lost.",
        cause);
  }

  static PostgresFailure unpacking(Path directory, IOException cause) {
    String text = String.valueOf(cause.getMessage());
    return text.contains("No space left on device")
        ? diskFull(directory, cause)
        : new PostgresFailure(
            Cause.DIRECTORY_UNUSABLE,
            "The bundled PostgreSQL can't be unpacked to "
                + directory
                + ": "
                + text
                + "; choose another data directory with --data.",
            cause);
  }

  private static String telling(List<String> lines) {
    List<String> bad =
        lines.stream().filter(line -> line.matches(".*(FATAL|PANIC|ERROR|HINT|error).*")).toList();
    List<String> told = bad.isEmpty() ? lines : bad;
    return told.isEmpty()
        ? "it said nothing"
        : told.stream()
            .skip(Math.max(0, told.size() - 3))
            .map(String::strip)
            .collect(Collectors.joining(" / "));
  }
}
