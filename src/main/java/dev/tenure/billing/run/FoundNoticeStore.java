package dev.tenure.billing.run;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of notices of automatic licences (D17). */
@Repository
class FoundNoticeStore {

  private final JdbcClient jdbc;

  FoundNoticeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Resellers with automatic licences that no notice has named. One notice is sent immediately and,
   * for what came after it, one more in the last hour of the reseller's day: all are reported on
   * the same day, never user by user.
   */
  List<ResellerId> due() {
    return jdbc.sql(
            """
            SELECT r.id
            FROM reseller r
            LEFT JOIN found_notice n ON n.reseller_id = r.id
            WHERE EXISTS (
                SELECT 1
                FROM customer c
                JOIN found_user f ON f.customer_id = c.id
                WHERE c.reseller_id = r.id
                  AND NOT f.told)
              AND (n.noticed_at IS NULL
                OR date_trunc('day', n.noticed_at AT TIME ZONE r.time_zone)
                  < date_trunc('day', (SELECT tenure_now()) AT TIME ZONE r.time_zone)
                OR (extract(hour FROM (SELECT tenure_now()) AT TIME ZONE r.time_zone) = 23
                  AND extract(hour FROM n.noticed_at AT TIME ZONE r.time_zone) < 23))
            ORDER BY r.id
            """)
        .query((rs, n) -> new ResellerId(rs.getObject(1, UUID.class)))
        .list();
  }

  /** Marks all of the reseller's as reported; returns the customers of those that were not. */
  Set<CustomerId> claim(ResellerId reseller) {
    Set<CustomerId> customers =
        jdbc
            .sql(
                """
                UPDATE found_user f
                SET told = true
                FROM customer c
                WHERE c.id = f.customer_id
                  AND c.reseller_id = :reseller
                  AND NOT f.told
                RETURNING c.id
                """)
            .param("reseller", reseller.value())
            .query((rs, n) -> new CustomerId(rs.getObject(1, UUID.class)))
            .list()
            .stream()
            .collect(Collectors.toSet());
    jdbc.sql(
            """
            INSERT INTO found_notice (reseller_id, noticed_at)
            VALUES (:reseller, tenure_now())
            ON CONFLICT (reseller_id) DO UPDATE SET noticed_at = excluded.noticed_at
            """)
        .param("reseller", reseller.value())
        .update();
    return customers;
  }

  /** Whom a notice goes to: a name for the greeting, and an address. */
  record Reader(String name, String email) {}

  /** The reseller's contact and its users who manage customers or billing, each once. */
  List<Reader> readers(ResellerId reseller) {
    return jdbc.sql(
            """
            SELECT DISTINCT ON (lower(email)) name, email
            FROM (
              SELECT 1 AS place, contact_name AS name, contact_email AS email
              FROM reseller
              WHERE id = :reseller
              UNION ALL
              SELECT 0, display_name, email
              FROM person
              WHERE level = 'RESELLER'
                AND reseller_id = :reseller
                AND active
                AND activated_at IS NOT NULL
                AND permissions && ARRAY['CUSTOMER_ADMINISTRATOR', 'BILLING_ADMINISTRATOR']
            ) AS reader
            WHERE email <> ''
            ORDER BY lower(email), place
            """)
        .param("reseller", reseller.value())
        .query((rs, n) -> new Reader(rs.getString("name"), rs.getString("email")))
        .list();
  }
}
