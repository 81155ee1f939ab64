package dev.tenure.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What one run of the server says: passed on to Tenure's log, its last lines kept for an error. */
final class ServerLog {

  private static final Logger LOG = System.getLogger("dev.tenure.postgres");
  private static final String READY = "database system is ready to accept connections";
  private static final int KEPT = 40;

  private final Deque<String> last = new ArrayDeque<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread reader;

  ServerLog(Process server) {
    reader = Thread.ofPlatform().name("postgres-log").daemon().start(() -> read(server));
  }

  /** Is done when the server takes connections. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** The last lines, complete once the process has ended. */
  List<String> tail() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  /** Waits until all that was said has been read. */
  void awaitEnd() throws InterruptedException {
    reader.join(1_000);
  }

  private void read(Process server) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        LOG.log(level(line), line);
        if (line.contains(READY)) {
          ready.complete(null);
        }
      }
    } catch (IOException endOfStream) {
      LOG.log(Level.DEBUG, "The log of PostgreSQL ended", endOfStream);
    }
  }

  private void keep(String line) {
    synchronized (last) {
      last.addLast(line);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
  }

  private static Level level(String line) {
    if (line.startsWith("PANIC") || line.startsWith("WARNING")) {
      return Level.WARNING;
    }
    return Level.DEBUG;
  }
}
