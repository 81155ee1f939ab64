package dev.tenure.audit;

import dev.tenure.audit.keys.KeyFile;
import dev.tenure.audit.keys.TrailKey;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code trail}: shows the trail's public keys, or adds a key. It needs no database.
 */
public final class TrailCommand {

  private TrailCommand() {}

  /**
   * Does it and prints what there is now.
   *
   * @param arguments {@code key} or {@code rotate}, and the data directory
   * @return 0, or 1 when the keys can't be read or written
   */
  public static int run(String... arguments) {
    return run(
        arguments[0],
        Path.of(arguments[1]),
        System.getenv("TENURE_TRAIL_KEY"),
        System.out,
        System.err);
  }

  static int run(
      String act, Path data, @Nullable String configured, PrintStream out, PrintStream err) {
    KeyFile file = new KeyFile(data);
    String given = configured == null ? "" : configured;
    boolean elsewhere = !given.isBlank();
    try {
      if (act.equals("rotate")) {
        if (elsewhere) {
          err.println(
              "tenure: TENURE_TRAIL_KEY is set: put a new key in front of it, separated by a comma,"
                  + " as “openssl rand -base64 32” makes them.");
          return 1;
        }
        file.rotate();
      }
      List<TrailKey> keys =
          elsewhere
              ? Arrays.stream(given.split("[,\\s]+", -1))
                  .filter(word -> !word.isEmpty())
                  .map(word -> TrailKey.parse(word, "TENURE_TRAIL_KEY"))
                  .toList()
              : file.read();
      if (keys.isEmpty()) {
        err.println("tenure: There is no key yet at " + file.path() + ".");
        return 1;
      }
      keys.forEach(key -> out.println(key.id() + " " + key.verifying().text()));
      return 0;
    } catch (UncheckedIOException | IllegalStateException failed) {
      err.println("tenure: " + failed.getMessage() + ".");
      return 1;
    }
  }
}
