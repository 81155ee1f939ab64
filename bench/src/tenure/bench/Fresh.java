package tenure.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Commands in the first half minute of a server, which some seconds ago wasn't there yet. */
final class Fresh {

  private static final int CLIENTS = 4;
  private static final int SECONDS = Integer.getInteger("tenure.bench.seconds", 30);
  private static final int SPAN = 5;
  private static final int CUSTOMERS_EACH = 6_000;

  static void run(int runs) throws Exception {
    Path kept = Files.createTempDirectory("tenure-bench-fresh");
    Server first = Server.start(kept, "--tenure.demo.phones=false");
    String email = first.demo("reseller", "email");
    String password = first.demo("reseller", "password");
    String reseller =
        first.text("SELECT reseller_id FROM person WHERE lower(email) = lower('" + email + "')");
    Load.customers(first, reseller, CLIENTS * CUSTOMERS_EACH, "Fresh");
    first.sql("CHECKPOINT");
    first.stop();
    Figures[] rates = new Figures[SECONDS / SPAN];
    java.util.Arrays.setAll(rates, i -> new Figures());
    Figures cost = new Figures();
    for (int run = 0; run < runs; run++) {
      Server server = Server.start(kept, "--tenure.demo.phones=false");
      measure(server, email, password, rates, cost);
      if (run == runs - 1) {
        server.close();
      } else {
        server.stop();
      }
    }
    for (int i = 0; i < rates.length; i++) {
      System.out.printf(
          "commands/s from second %d to %d: %s%n", i * SPAN, (i + 1) * SPAN, rates[i]);
    }
    System.out.println(
        "processor time of server and database for the first 1,000 commands, ms each: " + cost);
  }

  private static void measure(
      Server server, String email, String password, Figures[] rates, Figures cost)
      throws Exception {
    List<String> ids =
        Load.ids(
            server,
            "SELECT id || ' ' || version FROM customer WHERE name LIKE 'Fresh %' AND hold_count = 0"
                + " ORDER BY version, id");
    Wire signedIn = new Wire(server.address).signIn(email, password);
    String csrf =
        Wire.hidden(
                signedIn
                    .get("/reseller/customers/" + ids.getFirst().split(" ")[0] + "/disable")
                    .body())
            .get("_csrf");
    AtomicInteger[] done = new AtomicInteger[rates.length];
    java.util.Arrays.setAll(done, i -> new AtomicInteger());
    AtomicInteger all = new AtomicInteger();
    double before = Cpu.tree(server.jvm().pid());
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(SECONDS).toNanos();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Void>> work =
          IntStream.range(0, CLIENTS)
              .<Callable<Void>>mapToObj(client ->
                  () -> {
                    try (Wire wire = signedIn.likeMe()) {
                      for (int i = client;
                          System.nanoTime() < end && i < ids.size();
                          i += CLIENTS) {
                        String[] one = ids.get(i).split(" ");
                        String id = one[0];
                        long version =
                            Commands.command(wire, id, "disable", Long.parseLong(one[1]), csrf);
                        Commands.command(wire, id, "re-enable", version, csrf);
                        int span = (int) ((System.nanoTime() - begin) / 1_000_000_000L / SPAN);
                        done[Math.min(span, done.length - 1)].addAndGet(2);
                        if (all.addAndGet(2) == 1_000) {
                          cost.add((Cpu.tree(server.jvm().pid()) - before) / 1_000 * 1000);
                        }
                      }
                      return null;
                    }
                  })
              .toList();
      for (Future<Void> one : clients.invokeAll(work)) {
        one.get();
      }
    }
    for (int i = 0; i < rates.length; i++) {
      rates[i].add(done[i].get() / (double) SPAN);
    }
  }

  private Fresh() {}
}
