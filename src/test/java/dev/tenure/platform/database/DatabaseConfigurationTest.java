package dev.tenure.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
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
  @DisplayName("a data directory from before there were roles has them at the next start")
  void rolesCome() throws Exception {
    Path data = PostgresDirectory.fresh("roles");
    Path directory = PostgresDirectory.below(data);
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory));
        var owner =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.user(), server.password());
        var statement = owner.createStatement()) {
      for (Role role : Role.values()) {
        statement.execute("DROP ROLE " + role.name("tenure_app"));
      }
      Files.delete(directory.resolve("password-application"));
    }
    try (var server = EmbeddedPostgres.start(PostgresSettings.in(directory))) {
      assertThat(Files.getPosixFilePermissions(directory.resolve("password-application")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(server.application().password()).isNotEqualTo(server.password());
      for (Role role : Role.values()) {
        try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"),
                role.name(server.application().user()),
                server.application().password())) {
          assertThat(connection.isValid(1)).isTrue();
        }
      }
    }
    PostgresDirectory.remove(data);
  }

  @Test
  @DisplayName("where the application has no roles, its owner does it all, as before")
  void onlyTheOwner() {
    try (var database = TestDatabase.fresh()) {
      application
          .withPropertyValues(
              "tenure.database.url=" + database.jdbcUrl(),
              "tenure.database.user=" + database.user(),
              "tenure.database.password=" + database.password(),
              "tenure.database.application.user=")
          .run(context ->
              assertThat(
                      JdbcClient.create(context.getBean("dataSource", DataSource.class))
                          .sql("SELECT current_user")
                          .query(String.class)
                          .single())
                  .isEqualTo(database.user()));
    }
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
