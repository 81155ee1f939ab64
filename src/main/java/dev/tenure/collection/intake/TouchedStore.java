package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.WithCommit;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** SQL that notes of which quarters of an hour facts came, went or changed. */
@Repository
class TouchedStore {

  private final WithCommit writes;

  TouchedStore(WithCommit writes) {
    this.writes = writes;
  }

  private record Quarter(CustomerId customer, long from) {
    static final Comparator<Quarter> ORDER =
        Comparator.comparing((Quarter q) -> q.customer().value()).thenComparingLong(Quarter::from);

    Instant begins() {
      return Instant.ofEpochSecond(from);
    }
  }

  /**
   * Notes the quarters of these facts. Those that are noted already are locked all the same:
   * whoever takes one away meanwhile has to wait until these facts can be seen.
   */
  void note(Collection<Touched> facts) {
    Set<Quarter> all = new HashSet<>();
    for (Touched fact : facts) {
      all.add(new Quarter(fact.customer(), fact.firstQuarter()));
      all.add(new Quarter(fact.customer(), fact.lastQuarter()));
    }
    List<Quarter> quarters = all.stream().sorted(Quarter.ORDER).toList();
    if (quarters.isEmpty()) {
      return;
    }
    writes.write(
        """
        INSERT INTO fact_touched (customer_id, quarter)
        SELECT *
        FROM unnest(CAST(:touched AS uuid[]), CAST(:quarter AS timestamptz[]))
        ON CONFLICT (customer_id, quarter) DO UPDATE
        SET quarter = EXCLUDED.quarter
        WHERE false
        """,
        Rows.of(quarters)
            .column("touched", Quarter::customer)
            .column("quarter", Quarter::begins)
            .params());
  }
}
