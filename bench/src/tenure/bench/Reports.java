package tenure.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reports and lists over the calls of one customer's year, as whole pages over HTTP, and their
 * proof.
 */
final class Reports {

  private static final int CALLS = 1_000_000;

  /** How often each page is asked for. */
  private static final int TIMES = 18;

  private static final String ZONE = "Europe/London";

  /** With so many calls: fewer than a thousand are taken for a number of runs. */
  static void run(int size) throws Exception {
    int calls = calls(size);
    try (Server server = Server.start("--tenure.demo.phones=false")) {
      Wire wire = load(server, calls);
      long begin = System.nanoTime();
      String year = pages().get("year by day");
      System.out.printf(
          "%-32s %.0f ms, while nothing of it is summed up%n", "year by day", once(wire, year));
      while (!server.isSummedUp()) {
        Thread.sleep(500);
      }
      System.out.printf("summed up %s later%n", Duration.ofNanos(System.nanoTime() - begin));
      server.sql("VACUUM ANALYZE call", "VACUUM ANALYZE queue_visit", "ANALYZE", "CHECKPOINT");
      for (var page : pages().entrySet()) {
        measure(page.getKey(), wire, page.getValue());
      }
      System.out.printf("memory at rest: %s%n", memory(server));
    }
  }

  /** What proving the law takes on so many calls. */
  static void verify(int size) throws Exception {
    int calls = calls(size);
    try (Server server = Server.start("--tenure.demo.phones=false")) {
      load(server, calls);
      server.sql("ANALYZE");
      System.out.println(server.verify());
    }
  }

  private static int calls(int size) {
    return size < 1_000 ? CALLS : size;
  }

  private static Wire load(Server server, int calls) throws Exception {
    String customer = server.customerServedEarlier(400);
    server.sql("UPDATE customer SET time_zone = '" + ZONE + "' WHERE id = '" + customer + "'");
    long begin = System.nanoTime();
    History.load(server, customer, calls);
    System.out.printf(
        "%,d calls loaded in %s%n",
        server.number("SELECT count(*) FROM call WHERE call_ref LIKE 'bench-%'"),
        Duration.ofNanos(System.nanoTime() - begin));
    return new Wire(server.address)
        .signIn(server.demo("customer", "email"), server.demo("customer", "password"));
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    String year = "/portal/reports?range=days365&by=";
    pages.put("year by day", year + "day");
    pages.put("year by month", year + "month");
    pages.put("year by day, one queue", year + "day&only=queue%3AQueue%2003");
    pages.put("year by queue", year + "queue");
    pages.put("year by agent", year + "agent");
    pages.put("30 days by hour", "/portal/reports?range=days30&by=hour");
    pages.put("today by 15 minutes", "/portal/reports?range=today&by=quarter");
    pages.put("calls, first page", "/portal/calls");
    pages.put("calls, year, first page", "/portal/calls?range=days365");
    pages.put("calls, year, one queue", "/portal/calls?range=days365&queue=Queue+03");
    pages.put("calls, 30 days, part of number", "/portal/calls?range=days30&number=00123");
    pages.put("calls, 30 days, by talk", "/portal/calls?range=days30&sort=talked&dir=desc");
    return pages;
  }

  private static String memory(Server server) throws Exception {
    String status =
        java.nio.file.Files.readString(
            java.nio.file.Path.of("/proc/" + server.jvm().pid() + "/status"));
    return status.lines().filter(line -> line.startsWith("VmRSS")).findFirst().orElse("unknown");
  }

  private static double once(Wire wire, String path) throws Exception {
    long begin = System.nanoTime();
    Wire.Answer answer = wire.get(path);
    if (answer.status() != 200 && answer.status() != 422) {
      throw new IllegalStateException(path + " answered " + answer.status());
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void measure(String name, Wire wire, String path) throws Exception {
    Figures ms = new Figures();
    for (int i = -2; i < TIMES; i++) {
      double took = once(wire, path);
      if (i >= 0) {
        ms.add(took);
      }
    }
    System.out.printf("%-32s p50 %6.1f ms, p95 %6.1f ms%n", name, ms.at(0.5), ms.at(0.95));
  }

  private Reports() {}
}
