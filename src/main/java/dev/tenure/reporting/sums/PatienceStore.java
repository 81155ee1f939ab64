package dev.tenure.reporting.sums;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that bounds how long a report may take. */
@Repository
public class PatienceStore {

  private final JdbcClient jdbc;

  PatienceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends, a statement that takes longer than 15 s fails. */
  public void limit() {
    jdbc.sql("SELECT set_config('statement_timeout', '15s', true)").query(String.class).single();
  }
}
