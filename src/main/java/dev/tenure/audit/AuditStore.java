package dev.tenure.audit;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the trail. */
@Repository
class AuditStore {

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Head(long seq, byte[] hash, Instant at) {}

  void append(AuditEntry entry) {
    // A statement of its own: what follows must see the head that the lock waited for.
    Head head =
        jdbc.sql(
                """
                INSERT INTO audit_chain AS c (chain_id, seq, hash)
                VALUES (:chain, 1, '')
                ON CONFLICT (chain_id) DO UPDATE SET seq = c.seq + 1
                RETURNING seq, hash, tenure_now()
                """)
            .param("chain", entry.chain())
            .query((rs, row) ->
                new Head(rs.getLong(1), rs.getBytes(2), rs.getTimestamp(3).toInstant()))
            .single();
    byte[] hash = AuditHash.of(head.hash(), head.seq(), head.at(), entry);
    jdbc.sql(
            """
            WITH head AS (
              UPDATE audit_chain
              SET hash = :hash
              WHERE chain_id = :chain
            )
            INSERT INTO audit_entry (
              chain_id, seq, at, action, outcome, actor_id, actor_name, actor_level, address,
              reseller_id, customer_id, subject, reason, before_state, after_state, audience, hash)
            VALUES (
              :chain, :seq, :at, :action, :outcome, :actorId, :actorName, :actorLevel, :address,
              :reseller, :customer, :subject, :reason, :before, :after, :audience, :hash)
            """)
        .param("hash", hash)
        .param("chain", entry.chain())
        .param("seq", head.seq())
        .param("at", Timestamp.from(head.at()))
        .param("action", entry.action())
        .param("outcome", entry.outcome())
        .param("actorId", entry.actor().id() == null ? null : entry.actor().id().value())
        .param("actorName", entry.actor().name())
        .param("actorLevel", entry.actor().level().name())
        .param("address", entry.actor().address())
        .param("reseller", entry.reseller() == null ? null : entry.reseller().value())
        .param("customer", entry.customer() == null ? null : entry.customer().value())
        .param("subject", entry.subject())
        .param("reason", entry.reason())
        .param("before", entry.before())
        .param("after", entry.after())
        .param("audience", entry.audience().name())
        .update();
  }
}
