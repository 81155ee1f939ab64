package dev.tenure.collection.intake;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that counts what belongs to nothing. There should be nothing of it. */
@Repository
class StrayStore {

  private final JdbcClient jdbc;

  StrayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Segments, visits and offers whose call isn't there. */
  long partsWithoutCall() {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM segment p WHERE NOT EXISTS (
                      SELECT 1 FROM call c WHERE c.id = p.call_id))
                 + (SELECT count(*) FROM queue_visit p WHERE NOT EXISTS (
                      SELECT 1 FROM call c WHERE c.id = p.call_id))
                 + (SELECT count(*) FROM agent_offer p WHERE NOT EXISTS (
                      SELECT 1 FROM call c WHERE c.id = p.call_id))
            """)
        .query((rs, n) -> rs.getLong(1))
        .single();
  }

  long callsWithoutEvents() {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM call c
            WHERE NOT EXISTS (
              SELECT 1
              FROM intake_event e
              WHERE e.customer_id = c.customer_id
                AND e.call_ref = c.call_ref
                AND e.source_id = c.source_id
                AND e.companions IS NOT NULL)
            """)
        .query((rs, n) -> rs.getLong(1))
        .single();
  }

  /**
   * How many more events of calls there are than events that are named, each naming itself. Below
   * zero if more are named than there are.
   */
  long unnamedEvents() {
    return jdbc.sql(
            """
            SELECT count(*) - COALESCE(sum(1 + cardinality(companions)), 0)
            FROM intake_event
            WHERE call_ref IS NOT NULL
            """)
        .query((rs, n) -> rs.getLong(1))
        .single();
  }
}
