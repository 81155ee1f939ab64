package dev.tenure.testing;

import dev.tenure.platform.database.EmbeddedPostgres;
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
 */
record TestServer(String url, String user, String password) {

  private static final Path BASE = Path.of("target", "test-postgres");

  /** Holder, so that a JVM without a database test starts none. */
  private static final class Shared {
    static final TestServer SERVER = find();
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
      return new TestServer(
          url,
          environment.getOrDefault("TENURE_TEST_DATABASE_USER", "tenure"),
          environment.getOrDefault("TENURE_TEST_DATABASE_PASSWORD", ""));
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
    return new TestServer(server.jdbcUrl("postgres"), server.user(), server.password());
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
