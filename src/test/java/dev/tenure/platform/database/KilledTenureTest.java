package dev.tenure.platform.database;

import static dev.tenure.platform.database.PostgresDirectory.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class KilledTenureTest {

  private static final int COMMITS_BEFORE_THE_KILL = 200;

  @Test
  @DisplayName(
      "C6: after kill -9 of Tenure nothing runs on, and each commit it was told of is there")
  void killed() throws Exception {
    Path directory = PostgresDirectory.fresh("killed");
    killAndLookIn(directory);
    PostgresDirectory.remove(directory);
  }

  @Test
  @EnabledIf("dev.tenure.platform.database.PostgresDirectory#runsAsRoot")
  @DisplayName("C6: the same in a directory that only root can enter")
  void killedInDirectoryOfRoot(@TempDir Path closed) throws Exception {
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    killAndLookIn(PostgresDirectory.below(closed));
  }

  private static void killAndLookIn(Path directory) throws Exception {
    Process tenure = startCommitter(directory);
    long acknowledged = 0;
    try (BufferedReader told = tenure.inputReader()) {
      while (acknowledged < COMMITS_BEFORE_THE_KILL) {
        acknowledged = Long.parseLong(java.util.Objects.requireNonNull(told.readLine()));
      }
      Shell.signal("KILL", tenure.pid());
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        acknowledged = Long.parseLong(line);
      }
    }
    tenure.waitFor();

    Await.until(
        Duration.ofSeconds(60), () -> Leftovers.running(directory.resolve("cluster")).isEmpty());
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      assertThat(client(server).sql("SELECT count(*) FROM commits").query(Long.class).single())
          .isGreaterThanOrEqualTo(acknowledged);
    }
  }

  private static Process startCommitter(Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Committer.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Commits row after row and tells the number of each on its standard output. */
  static final class Committer {

    private Committer() {}

    /** Runs until it is killed; the argument is the directory of the server. */
    public static void main(String[] args) throws Exception {
      var server = EmbeddedPostgres.start(PostgresSettings.in(Path.of(args[0])));
      try (var connection =
              java.sql.DriverManager.getConnection(
                  server.jdbcUrl("postgres"), server.user(), server.password());
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE commits (n bigint)");
        for (long n = 1; ; n++) {
          statement.execute("INSERT INTO commits VALUES (" + n + ")");
          System.out.println(n);
        }
      }
    }
  }
}
