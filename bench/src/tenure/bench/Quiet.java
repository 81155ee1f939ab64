package tenure.bench;

import java.util.Map;
import java.util.TreeMap;

/** What a server costs in which nothing happens, and whom. */
final class Quiet {

  private static final int SETTLING_SECONDS = Integer.getInteger("tenure.bench.warmup", 75);
  private static final int SECONDS = Integer.getInteger("tenure.bench.seconds", 60);

  static void run(int runs) throws Exception {
    try (Server server = Server.empty()) {
      // The compiler is at work for a while, and garbage of the start is collected.
      Thread.sleep(SETTLING_SECONDS * 1000L);
      long pid = server.jvm().pid();
      double tree = Cpu.tree(pid);
      Map<String, Double> threads = Cpu.threads(pid);
      Thread.sleep(SECONDS * 1000L);
      tree = Cpu.tree(pid) - tree;
      System.out.printf(
          "processor time while idle, server and database: %.2f %% of a core%n",
          100 * tree / SECONDS);
      Map<String, Double> spent = new TreeMap<>();
      Cpu.threads(pid)
          .forEach((name, now) -> spent.put(name, now - threads.getOrDefault(name, 0.0)));
      spent.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .limit(8)
          .forEach(one ->
              System.out.printf("  %-20s %.3f %%%n", one.getKey(), 100 * one.getValue() / SECONDS));
    }
  }

  private Quiet() {}
}
