package tenure.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** B2: of the requests begun after Disable has answered, how many succeed? None may. */
final class Stale {

  private static final int CLIENTS = 64;

  static void run(int runs) throws Exception {
    try (Server server = Server.start();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      String email = server.demo("customer", "email");
      String password = server.demo("customer", "password");
      String customer =
          server.text("SELECT customer_id FROM person WHERE lower(email) = lower('" + email + "')");
      Wire reseller =
          new Wire(server.address)
              .signIn(server.demo("reseller", "email"), server.demo("reseller", "password"));
      long before = 0;
      long after = 0;
      long stale = 0;
      for (int run = 0; run < runs; run++) {
        Wire viewer = new Wire(server.address).signIn(email, password);
        String link = Links.reset(server, email);
        AtomicLong answered = new AtomicLong(Long.MAX_VALUE);
        AtomicLong until = new AtomicLong(Long.MAX_VALUE);
        List<Future<long[]>> hammers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          int kind = i % 4;
          hammers.add(clients.submit(() -> hammer(kind, viewer.likeMe(), link, answered, until)));
        }
        Thread.sleep(500);
        String page = "/reseller/customers/" + customer + "/";
        var form = Wire.hidden(reseller.get(page + "disable").body());
        long version =
            Commands.command(
                reseller,
                customer,
                "disable",
                Long.parseLong(form.get("version")),
                form.get("_csrf"));
        answered.set(System.nanoTime());
        until.set(System.nanoTime() + 2_000_000_000L);
        for (Future<long[]> hammer : hammers) {
          long[] counts = hammer.get();
          before += counts[0];
          after += counts[1];
          stale += counts[2];
        }
        Commands.command(reseller, customer, "re-enable", version, form.get("_csrf"));
      }
      System.out.println(
          "64 clients, " + runs + " runs; succeeded before Disable had answered: " + before);
      System.out.println(
          "begun after Disable had answered: " + after + ", of which succeeded: " + stale);
    }
  }

  private static long[] hammer(
      int kind, Wire wire, String link, AtomicLong answered, AtomicLong until) throws Exception {
    long[] counts = new long[3];
    try (wire) {
      while (System.nanoTime() < until.get()) {
        long begun = System.nanoTime();
        boolean succeeded =
            switch (kind) {
              case 0 -> wire.get("/portal/live").status() == 200;
              case 1 -> wire.get("/portal/calls").status() == 200;
              case 2 -> wire.get(link).status() == 200;
              default -> opens(wire.likeMe());
            };
        if (begun > answered.get()) {
          counts[1]++;
          counts[2] += succeeded ? 1 : 0;
        } else {
          counts[0] += succeeded ? 1 : 0;
        }
      }
    }
    return counts;
  }

  private static boolean opens(Wire wire) throws Exception {
    try (wire) {
      return wire.stream("/portal/live/stream").status() == 200;
    }
  }

  private Stale() {}
}
