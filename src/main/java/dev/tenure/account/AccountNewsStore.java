package dev.tenure.account;

import dev.tenure.account.AccountNews.News;
import dev.tenure.account.AccountNews.What;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL by which the effects of many accounts look at what is so now (A12). */
@Repository
class AccountNewsStore {

  private final JdbcClient jdbc;

  AccountNewsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<UUID> stopped(Collection<UUID> accounts) {
    return jdbc.sql(
            """
            SELECT customer_id
            FROM customer_dial
            WHERE customer_id = ANY (CAST(:accounts AS uuid[]))
              AND NOT access_on
            UNION ALL
            SELECT reseller_id
            FROM reseller_dial
            WHERE reseller_id = ANY (CAST(:accounts AS uuid[]))
              AND NOT access_on
            """)
        .param("accounts", accounts.toArray(UUID[]::new))
        .query((rs, n) -> rs.getObject(1, UUID.class))
        .set();
  }

  List<News> current(List<Effect> effects) {
    return jdbc.sql(
            """
            SELECT e.id AS effect_id, e.due_at, i.kind, i.effective_at, i.actor_name,
                   c.id AS customer_id, c.name, c.time_zone,
                   r.id AS reseller_id, r.contact_name, r.contact_email
            FROM effect e
            JOIN account_intent i ON i.account_id = e.account_id AND i.version = e.account_version
            JOIN customer c ON c.id = e.account_id
            JOIN reseller r ON r.id = c.reseller_id
            WHERE e.id = ANY (CAST(:effects AS uuid[]))
              AND (e.due_at = i.effective_at OR i.effective_at > tenure_now()
                   OR i.kind NOT IN ('TERMINATION_SET', 'TERMINATION_MOVED'))
              AND NOT EXISTS (
                SELECT 1
                FROM account_intent later
                WHERE later.account_id = i.account_id
                  AND later.version > i.version
                  AND later.kind IN (
                    'TERMINATION_SET', 'TERMINATION_MOVED', 'TERMINATION_WITHDRAWN', 'REINSTATED'))
            ORDER BY lower(c.name), e.due_at
            """)
        .param("effects", effects.stream().map(Effect::id).toArray(UUID[]::new))
        .query((rs, n) -> news(rs))
        .list();
  }

  private static News news(ResultSet rs) throws SQLException {
    Instant effectiveAt = rs.getTimestamp("effective_at").toInstant();
    boolean atT = rs.getTimestamp("due_at").toInstant().equals(effectiveAt);
    IntentKind kind = IntentKind.valueOf(rs.getString("kind"));
    return new News(
        rs.getObject("effect_id", UUID.class),
        switch (kind) {
          case TERMINATION_SET -> atT ? What.TERMINATED : What.TERMINATION_SCHEDULED;
          case TERMINATION_MOVED -> atT ? What.TERMINATED : What.TERMINATION_MOVED;
          case TERMINATION_WITHDRAWN -> What.TERMINATION_WITHDRAWN;
          case REINSTATED -> What.REINSTATED;
          case CREATED, HOLD_PLACED, HOLD_LIFTED ->
              throw new IllegalStateException("Nobody is notified of " + kind);
        },
        new CustomerId(rs.getObject("customer_id", UUID.class)),
        rs.getString("name"),
        ZoneId.of(rs.getString("time_zone")),
        effectiveAt,
        rs.getString("actor_name"),
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        rs.getString("contact_name"),
        rs.getString("contact_email"));
  }
}
