package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of users who hold licences and don't use them. */
@Repository
class IdleStore {

  private final JdbcClient jdbc;

  IdleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One of them, with the numbers of what it holds. */
  record Row(
      CustomerId customer,
      String customerName,
      HolderId holder,
      String name,
      IdleHolder.Why why,
      @Nullable Instant since,
      List<PartNumber> parts) {}

  /**
   * The reseller's, of accounts that aren't terminated. Somebody who is both a person and an agent
   * is idle when both are.
   *
   * @param days for how long an agent must not have been reported
   */
  List<Row> of(ResellerId reseller, int days) {
    return jdbc.sql(
            """
            WITH holding AS (
              SELECT h.id, h.customer_id, h.person_id, h.agent_id, h.name, c.name AS customer_name,
                     array_agg(DISTINCT l.part ORDER BY l.part) AS parts
              FROM reseller r
              JOIN customer c ON c.reseller_id = r.id
              JOIN licence_holder h ON h.customer_id = c.id
              JOIN licence l
                ON l.holder_id = h.id
               AND (upper_inf(l.during)
                 OR upper(l.during) > CAST((SELECT tenure_now()) AT TIME ZONE r.time_zone AS date))
              WHERE r.id = :reseller
                AND (c.terminates_at IS NULL OR c.terminates_at > (SELECT tenure_now()))
              GROUP BY h.id, c.id
            ),
            called AS MATERIALIZED (
              SELECT DISTINCT k.source_id, k.customer_id, k.agent_ref
              FROM customer c
              JOIN call k ON k.customer_id = c.id
              WHERE c.reseller_id = :reseller
                AND k.started_at > (SELECT tenure_now()) - make_interval(days => :days)
                AND k.agent_ref IS NOT NULL
            ),
            told AS (
              SELECT h.*, p.active, p.activated_at, p.created_at AS invited_at, p.last_sign_in_at,
                     p.display_name, a.name AS agent_name, a.agent_ref, seen.until AS seen_at,
                     a.id IS NULL
                       OR (COALESCE(seen.until <= (SELECT tenure_now()) - make_interval(days => :days), true)
                         AND NOT EXISTS (
                           SELECT 1 FROM called k
                           WHERE k.source_id = a.source_id
                             AND k.customer_id = a.customer_id
                             AND k.agent_ref = a.agent_ref)) AS silent
              FROM holding h
              LEFT JOIN person p ON p.id = h.person_id
              LEFT JOIN agent a ON a.id = h.agent_id
              LEFT JOIN LATERAL (
                SELECT i.until
                FROM agent_interval i
                WHERE i.agent_id = a.id
                ORDER BY i.started_at DESC
                LIMIT 1
              ) AS seen ON true
              WHERE h.person_id IS NOT NULL OR h.agent_id IS NOT NULL
            )
            SELECT customer_id, customer_name, id, parts,
                   COALESCE(display_name, NULLIF(agent_name, ''), name) AS name,
                   CASE
                     WHEN NOT active THEN 'DEACTIVATED'
                     WHEN activated_at IS NULL AND person_id IS NOT NULL THEN 'NEVER_ACTIVATED'
                     ELSE 'NOT_SEEN'
                   END AS why,
                   CASE
                     WHEN person_id IS NULL THEN seen_at
                     WHEN NOT active THEN last_sign_in_at
                     ELSE invited_at
                   END AS since
            FROM told
            WHERE silent
              AND (person_id IS NULL OR NOT active OR activated_at IS NULL)
            ORDER BY lower(customer_name), customer_id, lower(COALESCE(display_name, NULLIF(agent_name, ''), name)), id
            """)
        .param("reseller", reseller.value())
        .param("days", days)
        .query((rs, n) -> row(rs))
        .list();
  }

  private static Row row(ResultSet rs) throws SQLException {
    Timestamp since = rs.getTimestamp("since");
    return new Row(
        new CustomerId(rs.getObject("customer_id", UUID.class)),
        rs.getString("customer_name"),
        new HolderId(rs.getObject("id", UUID.class)),
        rs.getString("name"),
        IdleHolder.Why.valueOf(rs.getString("why")),
        since == null ? null : since.toInstant(),
        Arrays.stream((String[]) rs.getArray("parts").getArray()).map(PartNumber::new).toList());
  }
}
