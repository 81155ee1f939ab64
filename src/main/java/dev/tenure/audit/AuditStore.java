package dev.tenure.audit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the trail. */
@Repository
class AuditStore {

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The chain's head row makes its writers wait for one another; each seals what it finds there. A
   * chain that exists is never begun again, so its beginning needn't be sealed once more.
   */
  void append(AuditEntry entry) {
    jdbc.sql(
            """
            WITH head AS (
              INSERT INTO audit_chain AS c (chain_id, seq, hash)
              VALUES (
                :chain,
                1,
                CASE
                  WHEN EXISTS (SELECT FROM audit_chain WHERE chain_id = :chain) THEN ''
                  ELSE audit_seal('', :head, 1, tenure_now(), :rest)
                END)
              ON CONFLICT (chain_id) DO UPDATE
              SET seq = c.seq + 1,
                  hash = audit_seal(c.hash, :head, c.seq + 1, tenure_now(), :rest)
              RETURNING seq, hash
            )
            INSERT INTO audit_entry (
              chain_id, seq, at, action, outcome, actor_id, actor_name, actor_level, address,
              reseller_id, customer_id, subject, reason, before_state, after_state, audience, hash)
            SELECT
              :chain, head.seq, tenure_now(), :action, :outcome, CAST(:actorId AS uuid), :actorName,
              :actorLevel, :address, CAST(:reseller AS uuid), CAST(:customer AS uuid), :subject,
              :reason, :before, :after, :audience, head.hash
            FROM head
            """)
        .param("chain", entry.chain())
        .param("head", AuditHash.head(entry))
        .param("rest", AuditHash.rest(entry))
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
