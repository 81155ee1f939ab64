package dev.tenure.platform.database;

import static dev.tenure.platform.database.PostgresDirectory.client;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One directory lives through all of these tests, as it would through the years. */
class EmbeddedPostgresTest {

  private static Path directory = Path.of("");

  @BeforeAll
  static void makeDirectory() throws IOException {
    directory = PostgresDirectory.fresh("lives");
  }

  @AfterAll
  static void removeDirectory() {
    PostgresDirectory.remove(directory);
  }

  @Test
  @DisplayName("stopped and started again, it has its data and its password")
  void keepsData() throws Exception {
    String password;
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      password = server.password();
      client(server).sql("CREATE TABLE kept AS SELECT 42 AS n").update();
    }
    assertThat(Leftovers.running(directory.resolve("cluster"))).isEmpty();

    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      assertThat(client(server).sql("SELECT n FROM kept").query(Integer.class).single())
          .isEqualTo(42);
      assertThat(server.password()).isEqualTo(password);
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("password"))))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("it syncs each commit, listens on 127.0.0.1 only and has the extensions we need")
  void settings() {
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      var jdbc = client(server);
      for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(show(jdbc, name)).as(name).isEqualTo("on");
      }
      assertThat(show(jdbc, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(show(jdbc, "log_timezone")).isEqualTo("UTC");
      assertThat(show(jdbc, "password_encryption")).isEqualTo("scram-sha-256");
      jdbc.sql("CREATE EXTENSION IF NOT EXISTS btree_gist").update();
      jdbc.sql("CREATE EXTENSION IF NOT EXISTS pg_trgm").update();
    }
  }

  @Test
  @DisplayName("nobody may trade durability for speed by a setting")
  void durabilityIsNotASetting() {
    var settings =
        new PostgresSettings(
            directory,
            0,
            java.util.Optional.empty(),
            50,
            java.util.Map.of("fsync", "off", "work_mem", "8MB"),
            java.util.Optional.empty());
    try (var server = EmbeddedPostgres.start(settings)) {
      assertThat(show(client(server), "fsync")).isEqualTo("on");
      assertThat(show(client(server), "work_mem")).isEqualTo("8MB");
      assertThat(show(client(server), "max_connections")).isEqualTo("50");
    }
  }

  @Test
  @DisplayName("killed by kill -9, the server comes back at the same address and the pool with it")
  void comesBack() {
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory));
        var pool = new HikariDataSource()) {
      pool.setJdbcUrl(server.jdbcUrl("postgres"));
      pool.setUsername(server.user());
      pool.setPassword(server.password());
      pool.setConnectionTimeout(3_000);
      var jdbc = JdbcClient.create(pool);
      jdbc.sql("DROP TABLE IF EXISTS survives").update();
      jdbc.sql("CREATE TABLE survives AS SELECT 7 AS n").update();
      long before = server.pid().orElseThrow();

      Shell.signal("KILL", before);

      Await.until(
          Duration.ofSeconds(60), () -> server.pid().stream().anyMatch(pid -> pid != before));
      int n =
          Await.value(
              Duration.ofSeconds(60),
              DataAccessException.class,
              () -> jdbc.sql("SELECT n FROM survives").query(Integer.class).single());
      assertThat(n).isEqualTo(7);
    }
  }

  @Test
  @DisplayName("a server that outlived its Tenure is stopped by the next start")
  void stopsAnOrphan() throws Exception {
    var settings = PostgresSettings.in(directory);
    EmbeddedPostgres.start(settings).close();
    Process orphan = startWithoutSupervisor();
    Await.until(
        Duration.ofSeconds(60),
        () -> PostgresAddress.ofRunning(directory).filter(at -> canConnect(at)).isPresent());

    try (var server = EmbeddedPostgres.start(settings)) {
      assertThat(orphan.waitFor()).isZero();
      assertThat(show(client(server), "port")).isEqualTo(Integer.toString(server.port()));
    }
  }

  @Test
  @DisplayName("a first start that was broken off leaves nothing in the way of the next")
  void firstStartBrokenOff() throws Exception {
    Path halfway = PostgresDirectory.fresh("halfway");
    Files.createDirectories(halfway.resolve("cluster-unfinished").resolve("base"));
    Files.writeString(halfway.resolve("password"), "of the start that was broken off\n");

    try (var server = EmbeddedPostgres.start(PostgresSettings.in(halfway))) {
      assertThat(show(client(server), "fsync")).isEqualTo("on");
    } finally {
      PostgresDirectory.remove(halfway);
    }
  }

  @Test
  @EnabledIf("dev.tenure.platform.database.PostgresDirectory#runsAsRoot")
  @DisplayName("root's own directory, which no service user can enter, does as well")
  void directoryOfRoot(@TempDir Path closed) throws Exception {
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Path data = Files.createDirectory(closed.resolve("postgres"));
    PostgresDirectory.link(PostgresDirectory.programs(), data);

    try (var server = EmbeddedPostgres.start(PostgresSettings.in(data))) {
      assertThat(show(client(server), "fsync")).isEqualTo("on");
    }
  }

  @Test
  @DisplayName("an installed PostgreSQL's programs run on the same data, and none is unpacked")
  void installedPrograms() throws Exception {
    Path installation = PostgresDirectory.programs();
    Path data = PostgresDirectory.fresh("installed");
    try {
      var settings = PostgresSettings.in(data);
      try (var server = EmbeddedPostgres.start(settings)) {
        client(server).sql("CREATE TABLE kept AS SELECT 42 AS n").update();
      }
      PostgresDirectory.remove(data.resolve(installation.getFileName()));
      try (var server = EmbeddedPostgres.start(settings.withProgramsOf(installation))) {
        assertThat(client(server).sql("SELECT n FROM kept").query(Integer.class).single())
            .isEqualTo(42);
        assertThat(ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().info().command())
            .contains(installation.resolve("bin").resolve("postgres").toString());
      }
      try (var entries = Files.list(data)) {
        assertThat(entries).noneMatch(entry -> entry.getFileName().toString().startsWith("server"));
      }
    } finally {
      PostgresDirectory.remove(data);
    }
  }

  @Test
  @DisplayName("indexes that another release of ICU sorted are made anew at the start, once")
  void sortedByAnotherRelease() throws Exception {
    String order = "SELECT collversion FROM pg_collation WHERE collname = 'und-x-icu'";
    String file = "SELECT relfilenode FROM pg_class WHERE relname = 'sorted'";
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      server.ensureDatabase("postgres");
      var jdbc = client(server);
      jdbc.sql("CREATE TABLE words AS SELECT 'a' COLLATE \"und-x-icu\" AS word").update();
      jdbc.sql("CREATE INDEX sorted ON words (word)").update();
      String release = jdbc.sql(order).query(String.class).single();
      long before = jdbc.sql(file).query(Long.class).single();
      jdbc.sql("UPDATE pg_collation SET collversion = '1' WHERE collname = 'und-x-icu'").update();

      server.ensureDatabase("postgres");
      long after = jdbc.sql(file).query(Long.class).single();
      assertThat(after).isNotEqualTo(before);
      assertThat(jdbc.sql(order).query(String.class).single()).isEqualTo(release);

      server.ensureDatabase("postgres");
      assertThat(jdbc.sql(file).query(Long.class).single()).isEqualTo(after);
    }
  }

  private static Process startWithoutSupervisor() throws IOException {
    var binaries = PostgresBinaries.unpackedIn(directory);
    var user =
        ServiceUserChoice.choose(java.util.Optional.empty(), List.of(binaries.program("postgres")));
    return new ProcessBuilder(
            user.command(
                false,
                List.of(
                    binaries.program("postgres").toString(),
                    "-D",
                    directory.resolve("cluster").toString(),
                    "-c",
                    "port=32123",
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=")))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static boolean canConnect(PostgresAddress at) {
    try (var connection =
        java.sql.DriverManager.getConnection(at.jdbcUrl("postgres"), at.user(), at.password())) {
      return connection.isValid(1);
    } catch (java.sql.SQLException notYet) {
      return false;
    }
  }

  private static String show(JdbcClient jdbc, String name) {
    return jdbc.sql("SELECT current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }
}
