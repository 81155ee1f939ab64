package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the server and starts it again when it ends unasked.
 *
 * <p>The kernel stops the server when the <em>thread</em> that started it ends, which covers a
 * killed JVM. INVARIANT: the thread that starts a server process stays until that process has
 * ended.
 */
final class Postmaster implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Postmaster.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration STEADY = Duration.ofMinutes(1);
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);

  private final List<String> command;
  private final Path directory;
  private final Path cluster;
  private final int port;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor;
  private volatile @Nullable Process process;

  private Postmaster(List<String> command, PostgresHome home, int port) {
    this.command = command;
    this.directory = home.directory();
    this.cluster = home.cluster();
    this.port = port;
    this.supervisor = Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::run);
  }

  /** Starts the server and returns when it takes connections. */
  static Postmaster start(List<String> command, PostgresHome home, int port) {
    var postmaster = new Postmaster(command, home, port);
    postmaster.supervisor.start();
    try {
      postmaster.firstReady.join();
    } catch (CompletionException e) {
      postmaster.close();
      throw e.getCause() instanceof PostgresFailure failure ? failure : e;
    }
    return postmaster;
  }

  /** The process id of the server, empty between two runs. */
  java.util.OptionalLong pid() {
    Process current = process;
    return current != null && current.isAlive()
        ? java.util.OptionalLong.of(current.pid())
        : java.util.OptionalLong.empty();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!isClosing()) {
        long started = System.nanoTime();
        serve();
        if (System.nanoTime() - started > STEADY.toNanos()) {
          pause = FIRST_PAUSE;
        }
        if (isClosing() || closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        Leftovers.stop(cluster);
      }
    } catch (InterruptedException e) {
      firstReady.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The supervisor of PostgreSQL failed", e);
      firstReady.completeExceptionally(e);
    }
  }

  /** One life of the server, from start to end. */
  private void serve() throws InterruptedException {
    Process server;
    try {
      server = launch();
    } catch (IOException e) {
      fail(new PostgresFailure(Cause.NOT_RUNNABLE, "PostgreSQL can't be started: " + e, e));
      return;
    }
    process = server;
    var log = new ServerLog(server);
    if (isClosing()) {
      Shell.signal("INT", server.pid());
    }
    CompletableFuture.anyOf(log.ready(), server.onExit()).join();
    if (log.ready().isDone()) {
      LOG.log(Level.DEBUG, "PostgreSQL takes connections on port {0}", Integer.toString(port));
      firstReady.complete(null);
    }
    int exitCode = server.waitFor();
    log.awaitEnd();
    if (isClosing()) {
      return;
    }
    if (log.ready().isDone()) {
      LOG.log(
          Level.ERROR,
          "PostgreSQL ended unexpectedly (exit code {0}) and is started again",
          Integer.toString(exitCode));
    } else {
      fail(FailureReader.read("PostgreSQL", log.tail(), directory, port));
    }
  }

  /** At the first start the caller hears of it; later the log does, and the supervisor goes on. */
  private void fail(PostgresFailure failure) {
    if (firstReady.isDone()) {
      LOG.log(Level.ERROR, failure.getMessage());
    } else {
      closing.countDown();
      firstReady.completeExceptionally(failure);
    }
  }

  private Process launch() throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LD_"));
    environment.put("LC_ALL", "C");
    Process started = builder.start();
    started.getOutputStream().close();
    return started;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Stops the server as cleanly as it lets itself be stopped, and returns when it has ended. */
  @Override
  public void close() {
    closing.countDown();
    signal("INT");
    try {
      if (!supervisor.join(FAST_SHUTDOWN)) {
        LOG.log(Level.WARNING, "PostgreSQL does not stop; ending it at once");
        signal("QUIT");
        supervisor.join(FAST_SHUTDOWN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      signal("QUIT");
    }
  }

  private void signal(String name) {
    pid().ifPresent(pid -> Shell.signal(name, pid));
  }
}
