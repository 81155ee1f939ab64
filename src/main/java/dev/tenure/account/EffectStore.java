package dev.tenure.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL by which commands add to the outbox, in their own transaction (A11). */
@Repository
class EffectStore {

  private final JdbcClient jdbc;

  EffectStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID account, long version, String[] kinds, Instant due) {
    jdbc.sql(
            """
            INSERT INTO effect (account_id, account_version, kind, due_at, next_try_at)
            SELECT :account, :version, kind, :due, :due
            FROM unnest(CAST(:kinds AS text[])) AS kind
            """)
        .param("account", account)
        .param("version", version)
        .param("kinds", kinds)
        .param("due", Timestamp.from(due))
        .update();
  }

  /** What was to happen at a T that no longer stands will not happen. */
  void supersedePending(UUID account, Instant now) {
    jdbc.sql(
            """
            UPDATE effect
            SET done_at = :now,
                outcome = 'superseded'
            WHERE account_id = :account
              AND done_at IS NULL
              AND due_at > :now
            """)
        .param("account", account)
        .param("now", Timestamp.from(now))
        .update();
  }
}
