package dev.tenure.platform.database;

import java.nio.file.Files;

/**
 * The bundled server for a command such as {@code verify}: the one that runs, or one started for
 * it.
 */
final class DatabaseBeside {

  private DatabaseBeside() {}

  /**
   * Signs in to the server that a running Tenure has on the directory, or starts one on it.
   *
   * @throws DatabaseRefused when there are no data
   */
  static DatabaseServer in(PostgresSettings settings) {
    if (!Files.exists(settings.directory().resolve("cluster"))) {
      throw new DatabaseRefused(
          "There is no database in "
              + settings.directory()
              + "; name the data directory with --data.");
    }
    try {
      var server = EmbeddedPostgres.start(settings);
      server.ensureDatabase(DatabaseServer.NAME);
      return new DatabaseServer.Embedded(server);
    } catch (PostgresFailure failure) {
      if (failure.reason() != PostgresFailure.Cause.DIRECTORY_IN_USE) {
        throw failure;
      }
      PostgresAddress address =
          PostgresAddress.ofRunning(settings.directory()).orElseThrow(() -> failure);
      return new DatabaseServer.External(
          address.jdbcUrl(DatabaseServer.NAME),
          new Login(address.user(), address.password()),
          PostgresAddress.applicationIn(settings.directory()));
    }
  }
}
