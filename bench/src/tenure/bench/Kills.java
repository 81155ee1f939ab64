package tenure.bench;

import dev.tenure.collection.SourceId;
import dev.tenure.collection.asterisk.RecordedEvents;
import dev.tenure.collection.intake.CanonicalEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills with -9, again and again, while 400 recorded calls are sent over HTTP by four senders that
 * repeat whatever wasn't acknowledged. The facts must be those of the same calls undisturbed.
 */
final class Kills {

  private static final int SENDERS = 4;
  private static final int BATCH = 20;
  private static final Pattern COUNT = Pattern.compile("\"(accepted|duplicates)\":(\\d+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is killed, and comes back. */
  private interface Killing {
    Server killed(Server server) throws Exception;
  }

  /** The server's process, which is started again. */
  static void process(int kills) throws Exception {
    run(
        kills,
        server -> {
          server.process.toHandle().destroyForcibly();
          server.process.waitFor();
          return Server.start(server.data);
        });
  }

  /** The database's process, which the server starts again. */
  static void postgres(int kills) throws Exception {
    run(
        kills,
        server -> {
          server.killDatabase();
          return server;
        });
  }

  private static void run(int kills, Killing killing) throws Exception {
    Server server = Server.start(Files.createTempDirectory("tenure-bench-kills"));
    try {
      server.demo("source", "key");
      List<SourceId> sources = sources(server);
      List<CanonicalEvent> told = RecordedEvents.of("load-400.ami");
      new Replay(server, "Bench 0/1", told).send();

      Replay disturbed = new Replay(server, "Bench 0/2", told);
      Random random = new Random();
      long begin = System.nanoTime();
      try (ExecutorService one = Executors.newSingleThreadExecutor()) {
        Future<?> sending =
            one.submit(() -> {
              disturbed.send();
              return null;
            });
        for (int kill = 1; kill <= kills; kill++) {
          int stretch = told.size() / (kills + 1);
          int due = stretch * (kill - 1) + random.nextInt(stretch);
          while (disturbed.answered.get() < due && !sending.isDone()) {
            Thread.sleep(1);
          }
          Thread.sleep(random.nextInt(10));
          int known = disturbed.answered.get();
          long killed = System.nanoTime();
          server = killing.killed(server);
          while (disturbed.answered.get() == known && !sending.isDone()) {
            Thread.sleep(1);
          }
          System.out.printf(
              "kill %d after %,d answered events; the next answer %.1f s later%n",
              kill, known, (System.nanoTime() - killed) / 1e9);
        }
        sending.get();
      }
      System.out.printf(
          "%d kills in %.0f s; %,d events told, %,d requests unanswered, %,d events sent again were"
              + " there already%n",
          kills,
          (System.nanoTime() - begin) / 1e9,
          told.size(),
          disturbed.unanswered.get(),
          disturbed.duplicates.get());
      server.awaitFacts();
      String expected = facts(server, sources.get(0));
      String got = facts(server, sources.get(1));
      System.out.printf("undisturbed: %s%nkilled:      %s%n", expected, got);
      System.out.println(got.equals(expected) ? "the same facts" : "DIFFERENT FACTS");
    } finally {
      server.close();
    }
  }

  private static List<SourceId> sources(Server server) throws SQLException {
    try (Connection connection = server.database()) {
      return Ingest.sources(
          new JdbcTemplate(new SingleConnectionDataSource(connection, true)), 2, 0);
    }
  }

  /** One customer's share of the facts, without the ids that were made up. */
  private static String facts(Server server, SourceId source) throws SQLException {
    return server.text(
        """
        WITH fact AS (
          SELECT 'call ' || CAST(to_jsonb(c) - 'id' - 'customer_id' - 'source_id' AS text) AS told
          FROM call c
          WHERE c.source_id = '%1$s'
          UNION ALL
          SELECT 'segment ' || c.call_ref || CAST(to_jsonb(p) - 'call_id' - 'customer_id' AS text)
          FROM segment p JOIN call c ON c.id = p.call_id
          WHERE c.source_id = '%1$s'
          UNION ALL
          SELECT 'visit ' || c.call_ref || CAST(to_jsonb(p) - 'call_id' - 'customer_id' AS text)
          FROM queue_visit p JOIN call c ON c.id = p.call_id
          WHERE c.source_id = '%1$s'
          UNION ALL
          SELECT 'offer ' || c.call_ref || CAST(to_jsonb(p) - 'call_id' - 'customer_id' AS text)
          FROM agent_offer p JOIN call c ON c.id = p.call_id
          WHERE c.source_id = '%1$s'
          UNION ALL
          SELECT 'agent ' || a.agent_ref || a.name
                 || CAST(to_jsonb(i) - 'agent_id' - 'customer_id' AS text)
          FROM agent_interval i JOIN agent a ON a.id = i.agent_id
          WHERE a.source_id = '%1$s'
          UNION ALL
          SELECT 'event ' || source_event_id FROM intake_event WHERE source_id = '%1$s')
        SELECT count(*) FILTER (WHERE told LIKE 'event %%') || ' events, '
               || count(*) FILTER (WHERE told LIKE 'call %%') || ' calls, '
               || count(*) || ' rows, digest ' || md5(string_agg(told, E'\\n' ORDER BY told))
        FROM fact
        """
            .formatted(source));
  }

  /** Events on their way to a source, and what became of them. */
  private static final class Replay {
    final AtomicInteger answered = new AtomicInteger();
    final AtomicInteger duplicates = new AtomicInteger();
    final AtomicInteger unanswered = new AtomicInteger();
    private final Server server;
    private final String key;
    private final List<CanonicalEvent> told;
    private final AtomicInteger next = new AtomicInteger();

    Replay(Server server, String key, List<CanonicalEvent> told) {
      this.server = server;
      this.key = key;
      this.told = told;
    }

    void send() throws Exception {
      try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
        List<Future<?>> all = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
          all.add(
              senders.submit(() -> {
                int from = next.getAndAdd(BATCH);
                while (from < told.size()) {
                  send(told.subList(from, Math.min(from + BATCH, told.size())));
                  from = next.getAndAdd(BATCH);
                }
                return null;
              }));
        }
        for (Future<?> one : all) {
          one.get();
        }
      }
    }

    private void send(List<CanonicalEvent> batch) throws InterruptedException {
      StringBuilder lines = new StringBuilder();
      for (CanonicalEvent event : batch) {
        Map<String, Object> json = new java.util.TreeMap<>(event.fields());
        json.put("id", event.id());
        json.put("type", event.type());
        json.put("occurredAt", event.at().toString());
        lines.append(JSON.writeValueAsString(json)).append('\n');
      }
      for (int i = 0; i < 1_200; i++) {
        try (Wire wire = new Wire(server.address)) {
          Wire.Answer answer =
              wire.send(
                  "POST",
                  "/intake/v1/events",
                  "application/x-ndjson",
                  lines.toString(),
                  Map.of("Authorization", "Bearer " + key));
          if (answer.status() == 200) {
            took(batch.size(), answer.body());
            return;
          }
          if (answer.status() < 500) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
          }
        } catch (IOException killed) {
          // Whether it was taken isn't known: it is sent again.
        }
        unanswered.incrementAndGet();
        Thread.sleep(100);
      }
      throw new IllegalStateException("No answer for two minutes");
    }

    private void took(int sent, String body) {
      int judged = 0;
      Matcher counts = COUNT.matcher(body);
      while (counts.find()) {
        int n = Integer.parseInt(counts.group(2));
        judged += n;
        duplicates.addAndGet(counts.group(1).equals("duplicates") ? n : 0);
      }
      if (judged != sent) {
        throw new IllegalStateException(judged + " of " + sent + " events were taken: " + body);
      }
      answered.addAndGet(sent);
    }
  }

  private Kills() {}
}
