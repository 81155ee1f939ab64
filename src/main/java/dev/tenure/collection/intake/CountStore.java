package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that counts what became of events (C7). */
@Repository
class CountStore {

  static final String ACCEPTED = "accepted";
  static final String DUPLICATE = "duplicate";

  private final JdbcClient jdbc;

  CountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds to the counts of the instant's UTC day. Last in its transaction: from here on the source's
   * other requests wait for its end.
   */
  void add(SourceId source, Instant now, Map<String, Integer> counts) {
    // In one order always, so that two requests never wait for each other.
    Map<String, Integer> sorted = new TreeMap<>(counts);
    sorted.values().removeIf(n -> n == 0);
    if (sorted.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO intake_count AS c (source_id, day, reason, n)
            SELECT :source, CAST(CAST(:now AS timestamptz) AT TIME ZONE 'UTC' AS date), k.reason, k.n
            FROM unnest(:reason, CAST(:n AS bigint[])) AS k(reason, n)
            ON CONFLICT (source_id, day, reason) DO UPDATE
            SET n = c.n + EXCLUDED.n
            """)
        .param("source", source.value())
        .param("now", Timestamp.from(now))
        .params(
            Rows.of(sorted.entrySet())
                .column("reason", Map.Entry::getKey)
                .column("n", Map.Entry::getValue)
                .params())
        .update();
  }
}
