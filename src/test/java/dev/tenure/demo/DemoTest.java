package dev.tenure.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.Tenure;
import dev.tenure.customer.Browser;
import dev.tenure.customer.PortalWorld;
import dev.tenure.demo.DemoFile.Contents;
import dev.tenure.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class DemoTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path data;

  private ConfigurableApplicationContext start(TestDatabase database) {
    return new SpringApplicationBuilder(Tenure.class)
        .initializers(PortalWorld::withoutTests)
        .run(
            "--tenure.demo=true",
            "--tenure.port=0",
            "--tenure.data=" + data,
            "--tenure.database.url=" + database.jdbcUrl(),
            "--tenure.database.user=" + database.user(),
            "--tenure.database.password=" + database.password());
  }

  @Test
  @DisplayName("The demo makes its world once, lets people in, and has its Asterisk connected")
  void demo() throws IOException {
    try (TestDatabase database = TestDatabase.fresh(12)) {
      Contents first;
      try (ConfigurableApplicationContext app = start(database)) {
        assertThat(app.isRunning()).isTrue();
        first = new DemoFile(data).read().orElseThrow();
        assertThat(Files.getPosixFilePermissions(data.resolve("demo.json")))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(customers(database, "ACTIVE")).isEqualTo(22);
        assertThat(customers(database, "DISABLED")).isEqualTo(5);
        assertThat(customers(database, "TERMINATED")).isEqualTo(3);
        try (Browser browser = new Browser(first.url())) {
          browser.signIn(first.customer().email(), first.customer().password());
          assertThat(browser.get("/portal/live").body()).contains("Acme Dental Group", "Demo ·");
          await(() -> asterisk(database).equals("CONNECTED"));
          assertThat(Files.getPosixFilePermissions(data.resolve("secrets.key")))
              .isEqualTo(PosixFilePermissions.fromString("rw-------"));
          await(() -> calls(database) > 0);
          await(() -> !browser.get("/portal/calls?range=DAYS7").body().contains("No calls on"));
        }
      }
      try (ConfigurableApplicationContext app = start(database)) {
        Contents second = new DemoFile(data).read().orElseThrow();
        assertThat(second.source()).isEqualTo(first.source());
        assertThat(app.isRunning()).isTrue();
        assertThat(customers(database, "ACTIVE")).isEqualTo(22);
      }
      Files.delete(data.resolve("demo.json"));
      try (ConfigurableApplicationContext app = start(database)) {
        assertThat(new DemoFile(data).read().orElseThrow().source()).isNotEqualTo(first.source());
        assertThat(app.isRunning()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("Among somebody else's data no demo world is made")
  void foreign() {
    try (PortalWorld world = PortalWorld.running(beans -> {})) {
      assertThat(world.property("tenure.demo")).isNull();
      try (ConfigurableApplicationContext app = start(world.database())) {
        assertThat(Files.exists(data.resolve("demo.json"))).isFalse();
        assertThat(app.isRunning()).isTrue();
        assertThat(customers(world.database(), "ACTIVE")).isZero();
      }
    }
  }

  /** How the connection to the simulated Asterisk fares. */
  private static String asterisk(TestDatabase database) {
    return database.jdbc().sql("SELECT state FROM source_link").query(String.class).single();
  }

  private static int calls(TestDatabase database) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM call c JOIN source_link l ON l.source_id = c.source_id")
        .query(Integer.class)
        .single();
  }

  private static int customers(TestDatabase database, String status) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM customer_dial WHERE status = :status")
        .param("status", status)
        .query(Integer.class)
        .single();
  }

  private static void await(BooleanSupplier condition) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(limit);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
