package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withUserConfiguration(DatabaseConfiguration.class);

  @Test
  @DisplayName("a database by URL leaves the bundled server out")
  void external(@TempDir Path data) {
    try (var database = TestDatabase.fresh()) {
      application
          .withPropertyValues(
              "tenure.data=" + data,
              "tenure.database.url=" + database.jdbcUrl(),
              "tenure.database.user=" + database.user(),
              "tenure.database.password=" + database.password(),
              "tenure.database.pool-size=2")
          .run(context -> {
            assertThat(context.getBean(DatabaseServer.class))
                .isInstanceOf(DatabaseServer.External.class);
            assertThat(
                    JdbcClient.create(context.getBean(DataSource.class))
                        .sql("SELECT current_database()")
                        .query(String.class)
                        .single())
                .startsWith("tenure_test_");
            assertThat(data).isEmptyDirectory();
          });
    }
  }

  @Test
  @DisplayName("without a URL the bundled server runs below the data directory, and stops with us")
  void embedded() throws Exception {
    Path data = PostgresDirectory.fresh("wired");
    Path directory = PostgresDirectory.below(data);
    application
        .withPropertyValues("tenure.data=" + data, "tenure.database.url=")
        .run(context -> {
          assertThat(context.getBean(DatabaseServer.class))
              .isInstanceOf(DatabaseServer.Embedded.class);
          assertThat(
                  JdbcClient.create(context.getBean(DataSource.class))
                      .sql("SELECT current_database()")
                      .query(String.class)
                      .single())
              .isEqualTo("tenure");
        });
    assertThat(Leftovers.running(directory.resolve("cluster"))).isEmpty();
    PostgresDirectory.remove(data);
  }

  @Test
  @DisplayName("a database that can't be reached is told in a sentence with the settings to check")
  void unreachable() {
    application
        .withPropertyValues(
            "tenure.database.url=jdbc:postgresql://127.0.0.1:1/tenure?loginTimeout=1",
            "tenure.database.start-patience=1ms")
        .run(context ->
            assertThat(context).getFailure().rootCause().hasMessageContaining("refused"));
  }

  @Test
  @DisplayName("verify looks at data that are there, and makes none")
  void verifyMakesNothing(@TempDir Path data) {
    application
        .withPropertyValues("tenure.data=" + data, "tenure.mode=beside", "tenure.database.url=")
        .run(context -> {
          assertThat(context)
              .getFailure()
              .rootCause()
              .isInstanceOf(DatabaseRefused.class)
              .hasMessageContainingAll(data.toString(), "--data");
          assertThat(Files.exists(data.resolve("postgres"))).isFalse();
        });
  }

  @Test
  @DisplayName("verify signs in to the server that a running Tenure has")
  void verifyBesideARunningTenure() throws Exception {
    Path data = PostgresDirectory.fresh("beside");
    Path directory = PostgresDirectory.below(data);
    try (var running = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      running.ensureDatabase("tenure");
      application
          .withPropertyValues("tenure.data=" + data, "tenure.mode=beside", "tenure.database.url=")
          .run(context ->
              assertThat(context.getBean(DatabaseServer.class).jdbcUrl())
                  .isEqualTo(running.jdbcUrl("tenure")));
      assertThat(running.pid()).isPresent();
    }
    PostgresDirectory.remove(data);
  }
}
