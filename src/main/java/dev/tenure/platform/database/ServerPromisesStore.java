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
                   current_setting('synchronous_commit') AS synchronous_commit,
                   COALESCE(
                     (SELECT string_agg(n.name, ', ' ORDER BY n.name)
                      FROM unnest(ARRAY['btree_gist', 'pg_trgm']) AS n(name)
                      WHERE n.name NOT IN (SELECT a.name FROM pg_available_extensions a)),
                     '') AS missing
            """)
        .query(ServerPromises.class)
        .single();
  }
}
