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
    return count(
        """
        SELECT (SELECT count(*) FROM segment p WHERE NOT EXISTS (
                  SELECT 1 FROM call c WHERE c.id = p.call_id))
             + (SELECT count(*) FROM queue_visit p WHERE NOT EXISTS (
                  SELECT 1 FROM call c WHERE c.id = p.call_id))
             + (SELECT count(*) FROM agent_offer p WHERE NOT EXISTS (
                  SELECT 1 FROM call c WHERE c.id = p.call_id))
        """);
  }

  long callsWithoutEvents() {
    return count(
        """
        SELECT count(*)
        FROM call c
        WHERE NOT EXISTS (
          SELECT 1
          FROM intake_call_entry e
          WHERE e.source_id = c.source_id
            AND e.call_ref = c.call_ref
            AND e.customer_id = c.customer_id
            AND e.latest IS NOT NULL)
        """);
  }

  /** Events that are in several entries of their call, or twice in one. */
  long repeatedEvents() {
    return count(
        """
        SELECT count(*)
        FROM (
          SELECT 1
          FROM intake_call_event
          GROUP BY source_id, call_ref, source_event_id
          HAVING count(*) > 1
        ) AS repeated
        """);
  }

  /** Calls whose entries aren't numbered from 0 without gaps. */
  long callsWithGaps() {
    return count(
        """
        SELECT count(*)
        FROM (
          SELECT 1
          FROM intake_call_entry
          GROUP BY source_id, call_ref
          HAVING max(part) + 1 <> count(*)
        ) AS gaps
        """);
  }

  /** Entries that say something else of their latest event than the event. */
  long entriesOfAnotherTime() {
    return count(
        """
        SELECT count(*)
        FROM intake_call_entry e
        WHERE e.latest IS DISTINCT FROM (SELECT max(o.at) FROM unnest(e.occurred) AS o(at))
        """);
  }

  private long count(String sql) {
    return jdbc.sql(sql).query((rs, n) -> rs.getLong(1)).single();
  }
}
