package dev.tenure.platform.web;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that asks whether there is a database of ours at all. */
@Repository
@Lazy
class ReadyStore {

  private final JdbcClient jdbc;

  ReadyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the database has Tenure's tables; throws if it doesn't answer. */
  boolean answers() {
    return jdbc.sql(
            """
            SELECT to_regclass('customer') IS NOT NULL
            """)
        .query(Boolean.class)
        .single();
  }
}
