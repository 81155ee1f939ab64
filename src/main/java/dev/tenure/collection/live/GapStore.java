package dev.tenure.collection.live;

import dev.tenure.collection.ServiceGap;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the gaps between service periods, and of the history before them. */
@Repository
public class GapStore {

  private final JdbcClient jdbc;

  GapStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All gaps that have begun, oldest first. */
  public List<ServiceGap> gaps(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT ended, resumed
            FROM (
              SELECT upper(during) AS ended, lead(lower(during)) OVER (ORDER BY during) AS resumed
              FROM service_period
              WHERE customer_id = :customer
                AND kind = 'OWN'
            ) AS g
            WHERE ended <= tenure_now()
              AND ended IS DISTINCT FROM resumed
            ORDER BY ended
            """)
        .param("customer", customer.value())
        .query((rs, n) -> {
          Timestamp resumed = rs.getTimestamp("resumed");
          return new ServiceGap(
              rs.getTimestamp("ended").toInstant(), resumed == null ? null : resumed.toInstant());
        })
        .list();
  }

  /** The spans of imported history (C10), oldest first. */
  public List<ServiceGap> imported(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT lower(during) AS since, upper(during) AS until
            FROM service_period
            WHERE customer_id = :customer
              AND kind = 'IMPORTED'
            ORDER BY during
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new ServiceGap(
                rs.getTimestamp("since").toInstant(), rs.getTimestamp("until").toInstant(), true))
        .list();
  }
}
