package dev.tenure.platform.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a server's settings. */
final class ServerPromisesStore {

  private final JdbcClient jdbc;

  ServerPromisesStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  ServerPromises read() {
    return jdbc.sql(
            """
            SELECT current_setting('server_version') AS version,
                   current_setting('server_version_num')::int AS version_number,
                   current_setting('fsync') AS fsync,
                   current_setting('full_page_writes') AS full_page_writes,
                   current_setting('synchronous_commit') AS synchronous_commit
            """)
        .query(ServerPromises.class)
        .single();
  }
}
