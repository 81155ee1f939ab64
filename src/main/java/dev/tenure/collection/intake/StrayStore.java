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

  /** Events of calls that no event names, itself included. */
  long unnamedEvents() {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM intake_event e
            WHERE e.call_ref IS NOT NULL
              AND NOT EXISTS (
                SELECT 1
                FROM intake_call_event n
                WHERE n.source_id = e.source_id
                  AND n.source_event_id = e.source_event_id
                  AND n.customer_id = e.customer_id
                  AND n.call_ref = e.call_ref)
            """)
        .query((rs, n) -> rs.getLong(1))
        .single();
  }
}
