package tenure.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Start to first page on data that are there already, and memory at rest. */
final class Start {

  static void run(int runs) throws Exception {
    Path kept = Files.createTempDirectory("tenure-bench-start");
    Figures seconds = new Figures();
    Figures jvm = new Figures();
    Figures all = new Figures();
    Server first = Server.start(kept);
    first.demo("reseller", "email");
    Thread.sleep(5_000);
    stop(first);
    for (int run = 0; run < runs; run++) {
      Server server = Server.start(kept);
      seconds.add(server.toFirstPage.toMillis() / 1000.0);
      Thread.sleep(10_000);
      jvm.add(rss(server.jvm()));
      all.add(
          Stream.concat(Stream.of(server.jvm()), server.jvm().descendants())
              .mapToDouble(Start::rss)
              .sum());
      if (run == runs - 1) {
        server.close();
      } else {
        stop(server);
      }
    }
    System.out.println("start to first page, s: " + seconds);
    System.out.println("memory at rest, JVM, MB: " + jvm);
    System.out.println("memory at rest, with PostgreSQL (proportional), MB: " + all);
  }

  private static void stop(Server server) throws Exception {
    server.process.destroy();
    server.process.waitFor();
  }

  /** Proportional set size where the system tells it, so that shared pages count once. */
  private static double rss(ProcessHandle process) {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))) {
      return lines
          .filter(l -> l.startsWith("Pss:"))
          .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D+", "")) / 1024)
          .sum();
    } catch (java.io.IOException | java.io.UncheckedIOException gone) {
      return 0;
    }
  }

  private Start() {}
}
