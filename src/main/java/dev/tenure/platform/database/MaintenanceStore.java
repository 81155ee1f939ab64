package dev.tenure.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What an owner does to a server as a whole. */
record MaintenanceStore(Connection connection) {

  /** Makes the database unless it exists. */
  void ensureDatabase(String name) throws SQLException {
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("Not a plain name for a database: " + name);
    }
    if (!exists(name)) {
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
    }
  }

  private boolean exists(String name) throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT 1
            FROM pg_database
            WHERE datname = ?
            """)) {
      query.setString(1, name);
      return query.executeQuery().next();
    }
  }
}
