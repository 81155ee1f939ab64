package dev.tenure.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The migrated database that test databases are copies of. It is made once for each set of
 * migrations: its name holds their hash, so that branches sharing a server don't meet in it.
 */
final class TemplateDatabase {

  private static final long LOCK = 0x7e_9a_7e_57L;

  /** Holder, so that the migrations are read once. */
  private static final class Made {
    static final String NAME = make(TestServer.shared());
  }

  private TemplateDatabase() {}

  /** The name of the template on the shared server. */
  static String on(TestServer server) {
    if (!server.equals(TestServer.shared())) {
      throw new IllegalStateException("There is one test server, " + TestServer.shared().url());
    }
    return Made.NAME;
  }

  private static String make(TestServer server) {
    String name = "tenure_template_" + hashOfMigrations();
    try (Connection connection = server.connect()) {
      // Other test runs may be making the same one on a shared server.
      execute(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
      if (!exists(connection, name)) {
        String unfinished = name + "_unfinished";
        execute(connection, "DROP DATABASE IF EXISTS " + unfinished + " WITH (FORCE)");
        execute(connection, "CREATE DATABASE " + unfinished);
        Flyway.configure()
            .dataSource(server.urlOf(unfinished), server.user(), server.password())
            .locations("classpath:db/migration")
            .load()
            .migrate();
        execute(connection, "ALTER DATABASE " + unfinished + " RENAME TO " + name);
      }
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("The template database can't be made on " + server.url(), e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      return query.executeQuery().next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String hashOfMigrations() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      Resource[] migrations =
          new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*");
      Arrays.sort(migrations, Comparator.comparing(m -> String.valueOf(m.getFilename())));
      for (Resource migration : migrations) {
        hash.update(String.valueOf(migration.getFilename()).getBytes(StandardCharsets.UTF_8));
        hash.update(migration.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(hash.digest(), 0, 8);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("The migrations can't be read", e);
    }
  }
}
