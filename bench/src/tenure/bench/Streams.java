package tenure.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** From the sending of Disable to the end of each of 500 open live pages of that customer. */
final class Streams {

  private static final int STREAMS = 500;

  static void run(int runs) throws Exception {
    try (Server server = Server.start("--tenure.live.per-person=600");
        ExecutorService pages = Executors.newVirtualThreadPerTaskExecutor()) {
      String email = server.demo("customer", "email");
      String password = server.demo("customer", "password");
      String customer =
          server.text("SELECT customer_id FROM person WHERE lower(email) = lower('" + email + "')");
      Wire reseller =
          new Wire(server.address)
              .signIn(server.demo("reseller", "email"), server.demo("reseller", "password"));
      Figures afterSending = new Figures();
      Figures afterAnswer = new Figures();
      Figures last = new Figures();
      for (int run = -1; run < runs; run++) {
        Wire viewer = new Wire(server.address).signIn(email, password);
        CountDownLatch open = new CountDownLatch(STREAMS);
        List<Future<Long>> ends = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
          ends.add(pages.submit(() -> watch(viewer.likeMe(), open)));
        }
        open.await();
        String page = "/reseller/customers/" + customer + "/";
        var form = Wire.hidden(reseller.get(page + "disable").body());
        long version = Long.parseLong(form.get("version"));
        long sent = System.nanoTime();
        version = Commands.command(reseller, customer, "disable", version, form.get("_csrf"));
        long answered = System.nanoTime();
        double slowest = 0;
        for (Future<Long> end : ends) {
          double ms = (end.get() - sent) / 1e6;
          slowest = Math.max(slowest, ms);
          if (run >= 0) {
            afterSending.add(ms);
            afterAnswer.add((end.get() - answered) / 1e6);
          }
        }
        if (run >= 0) {
          last.add(slowest);
        }
        Commands.command(reseller, customer, "re-enable", version, form.get("_csrf"));
      }
      System.out.printf(
          "Disable sent -> stream closed, ms: p50 %.1f, p99 %.1f%n",
          afterSending.at(0.5), afterSending.at(0.99));
      System.out.printf(
          "Disable answered -> stream closed, ms: p50 %.1f, p99 %.1f%n",
          afterAnswer.at(0.5), afterAnswer.at(0.99));
      System.out.println("the last of 500, ms: " + last);
    }
  }

  private static long watch(Wire wire, CountDownLatch open) throws Exception {
    try (wire) {
      Wire.Answer head = wire.stream("/portal/live/stream");
      if (head.status() != 200) {
        throw new IllegalStateException("A live page answered " + head.status());
      }
      wire.line();
      open.countDown();
      while (wire.line() != null) {
        // What it shows is the customer's business; when it ends is ours.
      }
      return System.nanoTime();
    } catch (java.net.SocketException reset) {
      return System.nanoTime();
    }
  }

  private Streams() {}
}
