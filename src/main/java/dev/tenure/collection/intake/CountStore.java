package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.database.WithCommit;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** SQL that counts what became of events (C7). */
@Repository
class CountStore {

  static final String ACCEPTED = "accepted";
  static final String DUPLICATE = "duplicate";

  private final WithCommit writes;

  CountStore(WithCommit writes) {
    this.writes = writes;
  }

  private record Count(SourceId source, String reason, int n) {
    static final Comparator<Count> ORDER =
        Comparator.comparing((Count c) -> c.source().value()).thenComparing(Count::reason);
  }

  /**
   * Adds to the counts of the instant's UTC day, by source and reason. Last in its transaction:
   * from here on the sources' other requests wait for its end.
   */
  void add(Instant now, Map<SourceId, Map<String, Integer>> counts) {
    List<Count> all = new ArrayList<>();
    counts.forEach(
        (source, reasons) -> reasons.forEach((reason, n) -> all.add(new Count(source, reason, n))));
    all.removeIf(count -> count.n() == 0);
    // In one order always, so that two requests never wait for each other.
    all.sort(Count.ORDER);
    if (all.isEmpty()) {
      return;
    }
    Map<String, Object> parameters =
        new HashMap<>(
            Rows.of(all)
                .column("source", Count::source)
                .column("reason", Count::reason)
                .column("n", Count::n)
                .params());
    parameters.put("now", Timestamp.from(now));
    writes.write(
        """
        INSERT INTO intake_count AS c (source_id, day, reason, n)
        SELECT k.source, CAST(CAST(:now AS timestamptz) AT TIME ZONE 'UTC' AS date), k.reason, k.n
        FROM unnest(CAST(:source AS uuid[]), :reason, CAST(:n AS bigint[]))
          AS k(source, reason, n)
        ON CONFLICT (source_id, day, reason) DO UPDATE
        SET n = c.n + EXCLUDED.n
        """,
        parameters);
  }
}
