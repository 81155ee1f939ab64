package dev.tenure.testing;

import dev.tenure.platform.database.EmbeddedPostgres;
import dev.tenure.platform.database.Login;
import dev.tenure.platform.database.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one PostgreSQL of a test run: the server named by TENURE_TEST_DATABASE_URL, _USER and
 * _PASSWORD, or an embedded one in a directory of its own that goes with the JVM.
 *
 * @param url of any database of it, without parameters
 * @param application how the product signs in; the user above owns the schema
 */
record TestServer(String url, String user, String password, Login application) {

  private static final Path BASE = Path.of("target", "test-postgres");

  /** Holder, so that a JVM without a database test starts none. */
  private static final class Shared {
    static final TestServer SERVER = find().named();
  }

  static TestServer shared() {
    return Shared.SERVER;
  }

  String urlOf(String database) {
    return url.substring(0, url.lastIndexOf('/') + 1) + database;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(urlOf("postgres"), user, password);
  }

  private static TestServer find() {
    Map<String, String> environment = System.getenv();
    String url = environment.get("TENURE_TEST_DATABASE_URL");
    if (url != null) {
      String password = environment.getOrDefault("TENURE_TEST_DATABASE_PASSWORD", "");
      return new TestServer(
          url,
          environment.getOrDefault("TENURE_TEST_DATABASE_USER", "tenure"),
          password,
          new Login(
              environment.getOrDefault("TENURE_TEST_DATABASE_APPLICATION", "tenure_app"),
              password));
    }
    Path directory = BASE.resolve(Long.toString(ProcessHandle.current().pid()));
    delete(directory);
    var server = EmbeddedPostgres.start(PostgresSettings.in(directory).withMaxConnections(200));
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  server.close();
                  delete(directory);
                }));
    return new TestServer(
        server.jdbcUrl("postgres"), server.user(), server.password(), server.application());
  }

  /** Whoever starts the product on a database of this server has it sign in as in production. */
  private TestServer named() {
    System.setProperty("tenure.database.application.user", application.user());
    System.setProperty("tenure.database.application.password", application.password());
    return this;
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
