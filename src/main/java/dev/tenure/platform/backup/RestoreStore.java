package dev.tenure.platform.backup;

import java.sql.Connection;
import java.sql.SQLException;

/** What a restored database must not bring back to life. */
record RestoreStore(Connection connection) {

  /**
   * Ends all sessions, which may have been ended since the backup, and links to a new password,
   * which may have been used since.
   *
   * @return how many sessions
   */
  int endSessions() throws SQLException {
    if (!hasSessions()) {
      return 0;
    }
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          UPDATE login_link
          SET used_at = created_at
          WHERE kind = 'RESET'
            AND used_at IS NULL
          """);
      return statement.executeUpdate(
          """
          DELETE FROM session
          """);
    }
  }

  /** A database of before its first migration has none. */
  private boolean hasSessions() throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT to_regclass('session') IS NOT NULL AND to_regclass('login_link') IS NOT NULL
                """)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
