package tenure.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Seconds of processor time, as the kernel counts them. */
final class Cpu {

  private static final double TICKS = 100;

  /** Of this process. */
  static double jvm() throws IOException {
    return of(ProcessHandle.current().pid(), false);
  }

  /** Of a process and its children, also those that have ended. */
  static double tree(long pid) throws IOException {
    double sum = of(pid, true);
    for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
      sum += of(child.pid(), true);
    }
    return sum;
  }

  /** Of a process's threads by their name, those of one name together, in finer steps. */
  static Map<String, Double> threads(long pid) throws IOException {
    Map<String, Double> spent = new HashMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks.toList()) {
        try {
          String nanos = Files.readString(task.resolve("schedstat")).split(" ")[0];
          spent.merge(
              Files.readString(task.resolve("comm")).strip(),
              Long.parseLong(nanos) / 1e9,
              Double::sum);
        } catch (java.nio.file.NoSuchFileException gone) {
          // It has ended meanwhile.
        }
      }
    }
    return spent;
  }

  private static double of(long pid, boolean ended) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] f = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(f[11]) + Long.parseLong(f[12]);
      return (ticks + (ended ? Long.parseLong(f[13]) + Long.parseLong(f[14]) : 0)) / TICKS;
    } catch (java.nio.file.NoSuchFileException gone) {
      return 0;
    }
  }

  private Cpu() {}
}
