package dev.tenure.platform.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * PostgreSQL's processes that outlived whoever started them. They are known by their working
 * directory, which is the cluster's: a process id alone may have been given to another program.
 * Call it only while holding the {@link DirectoryLock}.
 */
final class Leftovers {

  private static final Logger LOG = System.getLogger(Leftovers.class.getName());
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration QUIT = Duration.ofSeconds(5);

  private Leftovers() {}

  /** Stops what still runs in the cluster: the postmaster gently, what remains after it surely. */
  static void stop(Path cluster) {
    List<ProcessHandle> postmaster =
        running(cluster).stream().filter(process -> isPostmaster(cluster, process.pid())).toList();
    for (ProcessHandle process : postmaster) {
      LOG.log(
          Level.WARNING,
          "Stopping a PostgreSQL (process {0}) that outlived a crash",
          Long.toString(process.pid()));
      Shell.signal("INT", process.pid());
    }
    await(cluster, postmaster, FAST_SHUTDOWN);
    List<ProcessHandle> others = running(cluster);
    others.forEach(process -> Shell.signal("QUIT", process.pid()));
    await(cluster, others, QUIT);
    List<ProcessHandle> last = running(cluster);
    last.forEach(process -> Shell.signal("KILL", process.pid()));
    await(cluster, last, QUIT);
  }

  /** All processes whose working directory is the cluster. */
  static List<ProcessHandle> running(Path cluster) {
    return ProcessHandle.allProcesses().filter(process -> worksIn(cluster, process.pid())).toList();
  }

  private static boolean worksIn(Path cluster, long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(cluster.toRealPath());
    } catch (IOException goneOrForeign) {
      return false;
    }
  }

  private static boolean isPostmaster(Path cluster, long pid) {
    try {
      return Files.readString(cluster.resolve("postmaster.pid"))
          .lines()
          .findFirst()
          .orElse("")
          .strip()
          .equals(Long.toString(pid));
    } catch (IOException noneRunning) {
      return false;
    }
  }

  private static void await(Path cluster, List<ProcessHandle> processes, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (ProcessHandle process : processes) {
      while (worksIn(cluster, process.pid())) {
        if (System.nanoTime() > deadline) {
          LOG.log(Level.WARNING, "Process {0} does not end", Long.toString(process.pid()));
          return;
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }
}
