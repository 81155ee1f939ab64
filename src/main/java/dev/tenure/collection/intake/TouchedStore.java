package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that notes of which quarters of an hour facts came, went or changed. */
@Repository
class TouchedStore {

  private final JdbcClient jdbc;

  TouchedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Quarter(CustomerId customer, Instant from) {
    static final Comparator<Quarter> ORDER =
        Comparator.comparing((Quarter q) -> q.customer().value()).thenComparing(Quarter::from);
  }

  /**
   * Notes the quarters of these facts. Those that are noted already are locked all the same:
   * whoever takes one away meanwhile has to wait until these facts can be seen.
   */
  void note(Collection<Touched> facts) {
    TreeSet<Quarter> quarters = new TreeSet<>(Quarter.ORDER);
    for (Touched fact : facts) {
      fact.quarters().forEach(from -> quarters.add(new Quarter(fact.customer(), from)));
    }
    if (quarters.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO fact_touched (customer_id, quarter)
            SELECT *
            FROM unnest(CAST(:customer AS uuid[]), CAST(:quarter AS timestamptz[]))
            ON CONFLICT (customer_id, quarter) DO UPDATE
            SET quarter = EXCLUDED.quarter
            WHERE false
            """)
        .params(
            Rows.of(quarters)
                .column("customer", Quarter::customer)
                .column("quarter", Quarter::from)
                .params())
        .update();
  }
}
