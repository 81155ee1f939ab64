package dev.tenure.platform.backup;

import dev.tenure.platform.database.EmbeddedPostgres;
import dev.tenure.platform.database.PostgresAddress;
import dev.tenure.platform.database.PostgresFailure;
import dev.tenure.platform.database.PostgresSettings;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * A session of the database's owner: on the server that a running Tenure has on the directory, or
 * on one that is started for it and stopped when this is closed.
 */
record OwnerSession(Connection connection, Optional<EmbeddedPostgres> startedHere)
    implements AutoCloseable {

  /**
   * Signs in.
   *
   * @param database which one of the server
   * @throws PostgresFailure if the server can't be started or reached
   */
  static OwnerSession open(PostgresSettings settings, String database) throws SQLException {
    if (!Files.exists(settings.directory().resolve("cluster"))) {
      throw BackupRefused.failed(
          "There is no database in "
              + settings.directory()
              + "; name the data directory with --data.");
    }
    try {
      var server = EmbeddedPostgres.start(settings);
      try {
        return new OwnerSession(
            connect(server.jdbcUrl(database), server.user(), server.password()),
            Optional.of(server));
      } catch (SQLException | RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (PostgresFailure failure) {
      if (failure.reason() != PostgresFailure.Cause.DIRECTORY_IN_USE) {
        throw failure;
      }
      PostgresAddress address =
          PostgresAddress.ofRunning(settings.directory()).orElseThrow(() -> failure);
      return new OwnerSession(
          connect(address.jdbcUrl(database), address.user(), address.password()), Optional.empty());
    }
  }

  private static Connection connect(String url, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "tenure backup");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(url, properties);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // The server ends what belongs to a session with it.
    } finally {
      startedHere.ifPresent(EmbeddedPostgres::close);
    }
  }
}
