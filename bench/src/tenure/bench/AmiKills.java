package tenure.bench;

import dev.tenure.collection.connect.AsteriskDouble;
import dev.tenure.collection.connect.RecordedExchange;
import dev.tenure.collection.connect.ReplayedAsterisk;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Kills in turn the server, its database and the connection, with -9, while a phone system tells
 * over AMI of 400 recorded calls, or of that so many times that each kill has its time. The phone
 * system doesn't wait: what happens while nobody listens is lost. The queue visits must be those of
 * an undisturbed run, but for what lies in gaps that Tenure has marked.
 */
final class AmiKills {

  private static final String RECORDING = "load-400.ami";
  private static final int CALLS = 400;
  private static final Duration LENGTH = Duration.ofSeconds(150);
  private static final Duration EACH_KILL = Duration.ofSeconds(22);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
  private static final Duration BREATH = Duration.ofSeconds(2);

  private enum Killed {
    SERVER,
    DATABASE,
    CONNECTION
  }

  private final Random random = new Random();
  private Server server;

  private AmiKills(Server server) {
    this.server = server;
  }

  static void run(int kills) throws Exception {
    Server first = start(Files.createTempDirectory("tenure-bench-ami"));
    AmiKills bench = new AmiKills(first);
    try {
      bench.measure(kills);
    } finally {
      bench.server.close();
    }
  }

  private static Server start(java.nio.file.Path data) throws IOException, InterruptedException {
    return Server.start(data, "--tenure.connect.allow=127.0.0.0/8");
  }

  private void measure(int kills) throws Exception {
    server.demo("reseller", "email");
    String reseller =
        server.text(
            "SELECT reseller_id FROM person WHERE lower(email) = lower('%s')"
                .formatted(server.demo("reseller", "email")));
    Load.customers(server, reseller, 2, "Killed");
    List<String> customers =
        Load.ids(server, "SELECT id FROM customer WHERE name LIKE 'Killed %' ORDER BY id");
    int rounds = 1 + (int) EACH_KILL.multipliedBy(kills).dividedBy(LENGTH);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    String undisturbed;
    try (ReplayedAsterisk asterisk = replay(rounds, begin)) {
      undisturbed = connect(customers.getFirst(), asterisk, "Undisturbed");
      asterisk.tellAll();
      awaitAll(undisturbed, asterisk.end());
      asterisk.cut();
    }
    String killed;
    try (ReplayedAsterisk asterisk = replay(rounds, begin)) {
      killed = connect(customers.getLast(), asterisk, "Killed");
      kill(asterisk, kills);
      awaitAll(killed, asterisk.end());
    }
    tell(undisturbed, killed, rounds * CALLS);
  }

  private static ReplayedAsterisk replay(int rounds, Instant begin) throws IOException {
    return new ReplayedAsterisk(new RecordedExchange(RECORDING, rounds, begin));
  }

  /** Has a phone system connected, as the reseller does it; answers its source. */
  private String connect(String customer, ReplayedAsterisk asterisk, String name)
      throws IOException, SQLException, InterruptedException {
    try (Wire wire = new Wire(server.address)) {
      wire.signIn(server.demo("reseller", "email"), server.demo("reseller", "password"));
      String path = "/reseller/customers/" + customer + "/phone-systems";
      Map<String, String> form = Wire.hidden(wire.get(path).body());
      form.putAll(
          Map.of(
              "kind",
              "ASTERISK",
              "name",
              name,
              "host",
              "127.0.0.1",
              "port",
              String.valueOf(asterisk.port()),
              "user",
              AsteriskDouble.USER,
              "secret",
              AsteriskDouble.SECRET,
              "go",
              "make"));
      Wire.Answer answer = wire.post(path, form);
      if (answer.status() != 302 && answer.status() != 303) {
        throw new IOException("Connecting the phone system answered " + answer);
      }
    }
    return server.text(
        "SELECT source_id FROM source_customer WHERE customer_id = '%s'".formatted(customer));
  }

  private void kill(ReplayedAsterisk asterisk, int kills) throws Exception {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<?> playing =
          one.submit(() -> {
            asterisk.play();
            return null;
          });
      int stretch = asterisk.size() / (kills + 1);
      for (int i = 0; i < kills; i++) {
        int due = stretch * i + stretch / 4 + random.nextInt(stretch / 2);
        while (asterisk.happened() < due && !playing.isDone()) {
          Thread.sleep(1);
        }
        Killed what = Killed.values()[i % Killed.values().length];
        int before = asterisk.happened();
        long begun = System.nanoTime();
        long beginnings = asterisk.beginnings();
        kill(what, asterisk);
        if (what == Killed.DATABASE) {
          Server.await("the database", LONGEST_WAIT, server::databaseAnswers);
        } else {
          Server.await("a connection", LONGEST_WAIT, () -> asterisk.beginnings() > beginnings);
        }
        System.out.printf(
            "kill %d, the %s, after %,d of %,d messages; back after %.1f s, %,d messages later%s%n",
            i + 1,
            what.name().toLowerCase(),
            before,
            asterisk.size(),
            (System.nanoTime() - begun) / 1e9,
            asterisk.happened() - before,
            playing.isDone() ? ", when all had happened" : "");
        Thread.sleep(BREATH);
      }
      playing.get();
    }
  }

  private void kill(Killed what, ReplayedAsterisk asterisk) throws Exception {
    switch (what) {
      case SERVER -> {
        server.process.toHandle().destroyForcibly();
        server.process.waitFor();
        server = start(server.data);
      }
      case DATABASE -> server.killDatabase();
      case CONNECTION -> asterisk.cut();
    }
  }

  /** Until everything that was told is stored. */
  private void awaitAll(String source, Instant end) throws Exception {
    Server.await(
        "all events of " + source,
        LONGEST_WAIT,
        () ->
            server.number(
                    """
                    SELECT count(*)
                    FROM source_link l
                    WHERE l.source_id = '%1$s'
                      AND l.heard_until >= '%2$s'
                      AND l.waiting = 0
                      AND NOT EXISTS (
                        SELECT 1 FROM source_gap g WHERE g.source_id = '%1$s' AND g.to_at IS NULL)
                    """
                        .formatted(source, end))
                == 1);
  }

  private void tell(String undisturbed, String killed, int calls) throws Exception {
    List<Visits.Gap> gaps = Visits.gaps(server, killed);
    server.awaitFacts();
    List<Visits.Visit> expected = Visits.of(server, undisturbed);
    List<Visits.Visit> got = Visits.of(server, killed);
    Visits.Verdict verdict = new Visits(gaps).compare(expected, got);
    gaps.forEach(gap ->
        System.out.printf(
            "gap of %.1f s: %s to %s%n",
            Duration.between(gap.from(), gap.to()).toMillis() / 1e3, gap.from(), gap.to()));
    verdict.outside().forEach(System.out::println);
    System.out.printf(
        "%d calls; visits: %d undisturbed, %d killed; %d equal, %d differ within %d marked gaps,"
            + " %d differ OUTSIDE any gap%n",
        calls,
        expected.size(),
        got.size(),
        verdict.equal(),
        verdict.withinGaps(),
        gaps.size(),
        verdict.outside().size());
    boolean whole = verdict.outside().isEmpty() && expected.size() >= calls;
    System.out.println(
        whole ? "the same visits, apart from marked gaps" : "DIFFERENT VISITS OUTSIDE MARKED GAPS");
    if (!whole) {
      throw new IllegalStateException("Something was lost that isn't marked");
    }
  }
}
