package dev.tenure.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a short program to its end. */
final class Shell {

  private Shell() {}

  /**
   * What a program left behind.
   *
   * @param lines standard output and error together
   */
  record Outcome(int exitCode, List<String> lines) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** Exit code 127 stands for a program that isn't there. */
  static Outcome run(List<String> command) {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .directory(Path.of("/").toFile())
              .start();
    } catch (IOException notThere) {
      return new Outcome(127, List.of(String.valueOf(notThere.getMessage())));
    }
    try {
      process.getOutputStream().close();
      var lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return new Outcome(process.waitFor(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }

  /** Sends a signal, which Java itself can't; a process that is gone is no failure. */
  static void signal(String name, long pid) {
    run(List.of("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid)));
  }
}
