package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.Tenure;
import dev.tenure.customer.Browser;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A data directory that an older Tenure left behind, and today's Tenure started on it. What that
 * one had written is in upgrade/v20.sql.
 */
class UpgradedTenureTest {

  private static final String ACME = "tik_5qFZ9M9oYQCjz0Y2kNVMOHqe3mSqyAHrTqnHjTOiE0Y";
  private static final String DISABLED = "tik_x58FjZdWy8iSUYPu24S8AOOWnD-X7kwwot3MPIJlcP0";
  private static final String ENDED = "tik_sRmEjj9B9yKulIBk0rWykf6f_OgYbBy_VSeHk3W-EzM";
  private static final String BACK = "tik_zloidrmThJpaYeZn4KAmSU2Hv2e4pm-iNqA5vnE_lXE";

  /** What an upgrade leaves as it is, whatever comes after it. */
  private static final List<String> KEPT =
      List.of(
          "account_intent",
          "agent",
          "agent_interval_seen",
          "agent_offer_seen",
          "audit_entry",
          "call_seen",
          "customer",
          "customer_measures",
          "intake_event",
          "invoice",
          "invoice_line",
          "invoice_part",
          "invoice_share",
          "licence",
          "person",
          "queue_visit_seen",
          "reseller",
          "segment",
          "service_period",
          "source",
          "source_customer");

  @TempDir Path data;

  @Test
  @DisplayName("F3, C6: on an older Tenure's data every law is kept, and life goes on from there")
  void upgraded() throws Exception {
    Map<String, List<String>> before = leaveBehind(PostgresDirectory.below(data));

    try (ConfigurableApplicationContext app = start()) {
      var jdbc = app.getBean(JdbcClient.class);
      before.forEach(
          (question, rows) -> assertThat(read(jdbc, question)).as(question).containsAll(rows));
      assertThat(verified(app)).contains("all are kept.");

      goesOn(app);
      assertThat(open(jdbc))
          .as("o-1 ended at Acme, o-2 at Disabled & Sons, all else is as it was")
          .containsExactly(
              "Acme Dental o-2",
              "Acme Dental o-3",
              "Back Again o-1",
              "Back Again o-2",
              "Back Again o-3",
              "Disabled & Sons o-1",
              "Disabled & Sons o-3");
      assertThat(verified(app)).contains("all are kept.");
    }
    try (ConfigurableApplicationContext again = start()) {
      assertThat(verified(again)).contains("all are kept.");
    }
  }

  private static void goesOn(ConfigurableApplicationContext app) throws Exception {
    String root = "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
    try (Browser browser = new Browser(root)) {
      browser.signIn("priya@acme.example", "seven quiet otters");
      assertThat(browser.get("/portal/live").body()).contains("Acme Dental");
    }
    Instant now = app.getBean(PlatformClock.class).now();
    assertThat(
            send(
                root,
                ACME,
                event(
                    "1",
                    "QueueAnswered",
                    now,
                    "o-1",
                    "\"queue\":\"Sales = all\",\"agent\":\"101\""),
                event("2", "CallEnded", now.plusMillis(1), "o-1", "\"by\":\"caller\""),
                event("3", "LegStarted", now, "new-1", "\"legRef\":\"n\""),
                event("4", "CallEnded", now.plusMillis(1), "new-1", "\"by\":\"caller\"")))
        .contains("\"accepted\":4");
    assertThat(send(root, DISABLED, event("1", "CallEnded", now, "o-2", "\"by\":\"caller\"")))
        .contains("\"accepted\":1");
    assertThat(
            send(
                root,
                BACK,
                event("1", "QueueEntered", now, "n-1", "\"queue\":\"Sales\""),
                event("2", "CallEnded", now.plusMillis(1), "n-1", "\"by\":\"caller\"")))
        .contains("\"accepted\":2");
    assertThat(
            send(
                root,
                BACK,
                event(
                    "3",
                    "QueueEntered",
                    Instant.parse("2024-01-20T10:00:00Z"),
                    "gap",
                    "\"queue\":\"Sales\"")))
        .contains("\"accepted\":0", "outside-service");
    assertThat(send(root, ENDED, event("1", "QueueEntered", now, "late", "\"queue\":\"Sales\"")))
        .contains("\"accepted\":0", "outside-service");
  }

  private static List<String> open(JdbcClient jdbc) {
    return read(
        jdbc,
        """
        SELECT concat_ws(' ', name, call_ref)
        FROM call_seen c
        JOIN customer ON customer.id = c.customer_id
        WHERE c.ended_at IS NULL
        ORDER BY 1
        """);
  }

  /** Makes the directory, and answers questions with what they were answered then. */
  private static Map<String, List<String>> leaveBehind(Path directory) throws Exception {
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      server.ensureDatabase(DatabaseServer.NAME);
      String url = server.jdbcUrl(DatabaseServer.NAME);
      Flyway.configure()
          .dataSource(url, server.user(), server.password())
          .locations("classpath:db/migration")
          .target("20")
          .load()
          .migrate();
      try (var connection = DriverManager.getConnection(url, server.user(), server.password());
          var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute(rows());
        connection.commit();
      }
      var jdbc =
          JdbcClient.create(new DriverManagerDataSource(url, server.user(), server.password()));
      Map<String, List<String>> answers = new LinkedHashMap<>();
      for (String table : KEPT) {
        String question = question(jdbc, table);
        answers.put(question, read(jdbc, question));
        assertThat(answers.get(question)).as(question).isNotEmpty();
      }
      return answers;
    }
  }

  /** Asks for what the table has today: what is added to it later doesn't matter. */
  private static String question(JdbcClient jdbc, String table) {
    return jdbc.sql(
            """
            SELECT format(
              'SELECT row(%s)::text FROM %s',
              string_agg(quote_ident(attname) || '::text', ', ' ORDER BY attnum), :table)
            FROM pg_attribute
            WHERE attrelid = CAST(:table AS regclass)
              AND attnum > 0
              AND NOT attisdropped
              -- How far an open part reaches, and in what form the journal has its fields, are written otherwise
              -- since then. What they mean is proved by the laws.
              AND NOT (:table = 'segment' AND attname IN ('until', 'during'))
              AND NOT (:table = 'intake_event' AND attname = 'body')
            """)
        .param("table", table)
        .query(String.class)
        .single();
  }

  private static String rows() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(UpgradedTenureTest.class.getResourceAsStream("/upgrade/v20.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Tenure.class)
        .initializers(PortalWorld::withoutTests)
        .run(
            "--tenure.port=0",
            "--tenure.secrets.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "--tenure.connect.allow=127.0.0.0/8",
            "--tenure.data=" + data);
  }

  private static List<String> read(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query((rs, n) -> String.valueOf(rs.getString(1))).list();
  }

  private static String verified(ConfigurableApplicationContext app) {
    var told = new ByteArrayOutputStream();
    app.getBean(Verification.class).run(new PrintStream(told, true, StandardCharsets.UTF_8));
    return told.toString(StandardCharsets.UTF_8);
  }

  private static String event(String id, String type, Instant at, String call, String fields) {
    return "{\"id\":\"after-%s\",\"type\":\"%s\",\"occurredAt\":\"%s\",\"callRef\":\"%s\",%s}"
        .formatted(id, type, at, call, fields);
  }

  private static String send(String root, String key, String... events) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(root + "/intake/v1/events"))
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
