package tenure.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the server with -9 in the midst of commands and events, starts it again on the same data,
 * and looks for whatever was acknowledged and is not there, for what the law forbids, and for
 * orphans.
 */
final class Crash {

  private static final int CLIENTS = 4;
  private static final int EACH = 10;
  private static final int COMMANDS = 1_000;

  static void run(int runs) throws Exception {
    Path data = Files.createTempDirectory("tenure-bench-crash");
    Server server = Server.start(data);
    try {
      server.demo("reseller", "email");
      String reseller =
          server.text(
              "SELECT reseller_id FROM person WHERE lower(email) = lower('"
                  + server.demo("reseller", "email")
                  + "')");
      Load.customers(server, reseller, CLIENTS * EACH, "Crash");
      for (int run = 0; run < runs; run++) {
        Queue<String> commands = new ConcurrentLinkedQueue<>();
        Queue<String> events = new ConcurrentLinkedQueue<>();
        int killAfter = COMMANDS / 4 + (int) (Math.random() * COMMANDS / 2);
        hammer(server, commands, events, killAfter, run);
        server.process.toHandle().destroyForcibly();
        server.process.waitFor();
        List<ProcessHandle> orphans = orphans(data, 10);
        server = Server.start(data);
        int lostCommands = 0;
        for (String acknowledged : commands) {
          String[] parts = acknowledged.split(" ");
          lostCommands +=
              server.number(
                          "SELECT count(*) FROM account_intent WHERE account_id = '"
                              + parts[0]
                              + "' AND version = "
                              + parts[1])
                      == 1
                  ? 0
                  : 1;
        }
        int lostEvents = 0;
        for (String id : events) {
          lostEvents +=
              server.number(
                          "SELECT count(*) FROM intake_event WHERE source_event_id = '" + id + "'")
                      == 1
                  ? 0
                  : 1;
        }
        System.out.printf(
            "run %d: killed after %d acknowledged commands, %d events; lost %d and %d; orphans %d;"
                + " verify %s; up again in %.1f s%n",
            run + 1,
            commands.size(),
            events.size(),
            lostCommands,
            lostEvents,
            orphans.size(),
            verify(data),
            server.toFirstPage.toMillis() / 1000.0);
      }
    } finally {
      server.close();
    }
  }

  private static void hammer(
      Server server, Queue<String> commands, Queue<String> events, int killAfter, int run)
      throws Exception {
    Wire signedIn =
        new Wire(server.address)
            .signIn(server.demo("reseller", "email"), server.demo("reseller", "password"));
    List<String> ids =
        Load.ids(server, "SELECT id FROM customer WHERE name LIKE 'Crash %' ORDER BY id");
    String key = server.demo("source", "key");
    String csrf =
        Wire.hidden(signedIn.get("/reseller/customers/" + ids.getFirst() + "/disable").body())
            .get("_csrf");
    csrf =
        csrf == null
            ? Wire.hidden(signedIn.get("/reseller/customers/" + ids.getFirst()).body()).get("_csrf")
            : csrf;
    String token = csrf;
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 2)) {
      List<Future<?>> all = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        List<String> mine = ids.subList(client * EACH, client * EACH + EACH);
        all.add(
            clients.submit(() -> commands(server, signedIn.likeMe(), mine, token, commands, done)));
      }
      for (int client = 0; client < 2; client++) {
        String prefix = "crash-" + run + "-" + client + "-";
        all.add(clients.submit(() -> events(new Wire(server.address), key, prefix, events)));
      }
      while (done.get() < killAfter && all.stream().limit(CLIENTS).noneMatch(Future::isDone)) {
        Thread.sleep(1);
      }
      server.process.toHandle().destroyForcibly();
    }
  }

  private static void commands(
      Server server,
      Wire wire,
      List<String> ids,
      String csrf,
      Queue<String> acknowledged,
      AtomicInteger done) {
    try {
      while (true) {
        for (String id : ids) {
          boolean held =
              server.number("SELECT hold_count FROM customer WHERE id = '" + id + "'") > 0;
          long version = server.number("SELECT version FROM customer WHERE id = '" + id + "'");
          version = Commands.command(wire, id, held ? "re-enable" : "disable", version, csrf);
          acknowledged.add(id + " " + version);
          done.incrementAndGet();
        }
      }
    } catch (Exception killed) {
      // The server was killed in the midst: what was answered is in the queue.
      if (done.get() == 0) {
        throw new IllegalStateException(killed);
      }
    }
  }

  private static void events(Wire wire, String key, String prefix, Queue<String> acknowledged) {
    try {
      for (int i = 0; ; i++) {
        String id = prefix + i;
        String call = prefix + i / 2;
        String event =
            """
            [{"id":"%s","type":"%s","occurredAt":"%s","callRef":"%s","legRef":"%s","account":"acme"%s}]
            """
                .formatted(
                    id,
                    i % 2 == 0 ? "LegStarted" : "CallEnded",
                    Instant.now(),
                    call,
                    call,
                    i % 2 == 0 ? ",\"from\":\"0161\"" : ",\"by\":\"caller\"");
        Wire.Answer answer =
            wire.send(
                "POST",
                "/intake/v1/events",
                "application/json",
                event,
                Map.of("Authorization", "Bearer " + key));
        if (answer.status() != 200 || !answer.body().contains("\"accepted\":1")) {
          throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        acknowledged.add(id);
      }
    } catch (java.io.IOException killed) {
      // As above.
    }
  }

  /** Processes that still work on the data some seconds after their master was killed. */
  private static List<ProcessHandle> orphans(Path data, int seconds) throws Exception {
    List<ProcessHandle> left = List.of();
    for (int i = 0; i < seconds * 10; i++) {
      left =
          ProcessHandle.allProcesses()
              .filter(p -> p.info().commandLine().orElse("").contains(data.toString()))
              .toList();
      if (left.isEmpty()) {
        return left;
      }
      Thread.sleep(100);
    }
    return left;
  }

  private static String verify(Path data) throws Exception {
    Process verify =
        new ProcessBuilder(
                System.getProperty("tenure.root") + "/tenure", "verify", "--data", data.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes());
    return verify.waitFor(5, TimeUnit.MINUTES) && verify.exitValue() == 0
        ? "green"
        : "RED: " + said;
  }

  private Crash() {}
}
