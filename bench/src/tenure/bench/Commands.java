package tenure.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Disable and re-enable over HTTP, as the pages' forms post them, each with its full audit entry.
 */
final class Commands {

  private static final int CLIENTS = 4;
  private static final long SECONDS = 10;

  /** The compiler is at work for a minute and a half. */
  private static final int WARM_UPS = 10;

  /** So many that no account's timeline grows beyond a handful of intents, as in life. */
  private static final int CUSTOMERS_EACH = 5_000;

  static void run(int runs) throws Exception {
    try (Server server = Server.start("--tenure.demo.phones=false");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      String email = server.demo("reseller", "email");
      String password = server.demo("reseller", "password");
      String reseller =
          server.text("SELECT reseller_id FROM person WHERE lower(email) = lower('" + email + "')");
      Load.customers(server, reseller, CLIENTS * CUSTOMERS_EACH, "Bench");
      List<String> ids =
          Load.ids(server, "SELECT id FROM customer WHERE name LIKE 'Bench %' ORDER BY id");
      Wire signedIn = new Wire(server.address).signIn(email, password);
      String csrf =
          Wire.hidden(signedIn.get("/reseller/customers/" + ids.getFirst() + "/disable").body())
              .get("_csrf");
      Figures rate = new Figures();
      Figures latency = new Figures();
      long[] versions = new long[ids.size()];
      java.util.Arrays.fill(versions, 1);
      int[] next = new int[CLIENTS];
      for (int run = -WARM_UPS; run < runs; run++) {
        boolean counted = run >= 0;
        AtomicInteger done = new AtomicInteger();
        long begin = System.nanoTime();
        long end = begin + SECONDS * 1_000_000_000L;
        List<Callable<Void>> work =
            IntStream.range(0, CLIENTS)
                .<Callable<Void>>mapToObj(client ->
                    () -> {
                      try (Wire wire = signedIn.likeMe()) {
                        for (; System.nanoTime() < end; next[client]++) {
                          int i = next[client];
                          int at = client * CUSTOMERS_EACH + (i / 2) % CUSTOMERS_EACH;
                          long sent = System.nanoTime();
                          versions[at] =
                              command(
                                  wire,
                                  ids.get(at),
                                  i % 2 == 0 ? "disable" : "re-enable",
                                  versions[at],
                                  csrf);
                          if (counted) {
                            latency.add((System.nanoTime() - sent) / 1e6);
                          }
                          done.incrementAndGet();
                        }
                        return null;
                      }
                    })
                .toList();
        for (Future<Void> future : clients.invokeAll(work)) {
          future.get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        // Each customer as it was found, for the next run.
        for (String held :
            Load.ids(
                server, "SELECT id FROM customer WHERE name LIKE 'Bench %' AND hold_count > 0")) {
          int at = ids.indexOf(held);
          versions[at] = command(signedIn, held, "re-enable", versions[at], csrf);
        }
        // Each client begins with a customer that is active.
        java.util.Arrays.setAll(next, client -> next[client] + next[client] % 2);
        if (counted) {
          rate.add(done.get() / seconds);
          System.out.printf("run %d: %.0f commands/s%n", run + 1, done.get() / seconds);
        }
      }
      System.out.println("commands/s at 4 clients: " + rate);
      System.out.printf("latency ms: p50 %.2f, p99 %.2f%n", latency.at(0.5), latency.at(0.99));
      System.out.println(
          "audit entries written: "
              + server.number(
                  "SELECT count(*) FROM audit_entry WHERE action IN ('customer.disable',"
                      + " 'customer.re-enable') AND outcome = 'done'"));
    }
  }

  /** Posts the command and returns the account's new version, from the redirect. */
  static long command(Wire wire, String customer, String deed, long version, String csrf)
      throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("_csrf", csrf);
    form.put("version", String.valueOf(version));
    form.put("reasonCode", "MISSED_PAYMENT");
    form.put("reason", "Invoice overdue");
    Wire.Answer answer = wire.post("/reseller/customers/" + customer + "/" + deed, form);
    String location = answer.location();
    if (answer.status() / 100 != 3 || !location.contains("done=")) {
      throw new IllegalStateException(
          deed
              + " of version "
              + version
              + " answered "
              + answer.status()
              + " "
              + location
              + " "
              + answer
                  .body()
                  .replaceAll("(?s).*<main", "<main")
                  .substring(0, Math.min(600, answer.body().length())));
    }
    return Long.parseLong(location.replaceAll(".*done=(\\d+).*", "$1"));
  }

  private Commands() {}
}
