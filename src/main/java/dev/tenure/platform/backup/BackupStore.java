package dev.tenure.platform.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * PostgreSQL's own protocol of a backup, on one session of the database's owner. The backup ends,
 * and the WAL is let go, when the session does, however it ends.
 */
record BackupStore(Connection connection) {

  /** What the running server is. */
  record Server(String version, String system, long segmentSize, int tablespaces) {}

  /** What a finished copy needs beside its files. */
  record Stopped(String position, String label, String tablespaceMap) {}

  /** Nothing breaks this session off, however long the copy takes. */
  void prepare() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET idle_session_timeout = 0");
      statement.execute("SET idle_in_transaction_session_timeout = 0");
    }
  }

  Server server() throws SQLException {
    return one(
        """
        SELECT current_setting('server_version') AS version,
               CAST((SELECT system_identifier FROM pg_control_system()) AS text) AS system,
               (SELECT CAST(setting AS bigint) FROM pg_settings
                 WHERE name = 'wal_segment_size') AS segment_size,
               (SELECT count(*) FROM pg_tablespace
                 WHERE spcname NOT IN ('pg_default', 'pg_global')) AS tablespaces
        """,
        row ->
            new Server(
                row.getString("version"),
                row.getString("system"),
                row.getLong("segment_size"),
                row.getInt("tablespaces")));
  }

  /** From now on the server keeps its WAL, until the session ends. */
  void keepWal() throws SQLException {
    one(
        """
        SELECT slot_name
        FROM pg_create_physical_replication_slot('tenure_backup_' || pg_backend_pid(), true, true)
        """,
        row -> row.getString(1));
  }

  /**
   * Begins the backup with a checkpoint.
   *
   * @return the position in the WAL from which on the copy needs it
   */
  String start(String label) throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT CAST(pg_backup_start(?, fast => true) AS text)
            """)) {
      query.setString(1, label);
      return first(query.executeQuery(), row -> row.getString(1));
    }
  }

  /** Ends the backup; the WAL up to here is on the disk of the server. */
  Stopped stop() throws SQLException {
    return one(
        """
        SELECT CAST(lsn AS text) AS position, labelfile, spcmapfile
        FROM pg_backup_stop(wait_for_archive => false)
        """,
        row ->
            new Stopped(
                row.getString("position"),
                row.getString("labelfile"),
                row.getString("spcmapfile")));
  }

  /** What archiving fails with, as one segment's name, if the last attempt failed. */
  Optional<String> failsToArchive() throws SQLException {
    return one(
        """
        SELECT max(last_failed_wal) AS failed
        FROM pg_stat_archiver
        WHERE last_failed_time > coalesce(last_archived_time, '-infinity')
        """,
        row -> Optional.ofNullable(row.getString("failed")));
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T one(String query, Row<T> reader) throws SQLException {
    try (var statement = connection.createStatement()) {
      return first(statement.executeQuery(query), reader);
    }
  }

  private static <T> T first(ResultSet rows, Row<T> reader) throws SQLException {
    try (rows) {
      rows.next();
      return reader.read(rows);
    }
  }
}
