package dev.tenure.audit;

import dev.tenure.platform.database.WithCommit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** SQL of the trail. */
@Repository
class AuditStore {

  private static final String APPEND =
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
        reseller_id, customer_id, subject, reason, before_state, after_state, audience, hash,
        mac_key, nonce, mac)
      SELECT
        :chain, head.seq, tenure_now(), :action, :outcome, CAST(:author AS uuid), :authorName,
        :authorLevel, :address, CAST(:reseller AS uuid), CAST(:customer AS uuid), :subject,
        :words, :before, :after, :audience, head.hash,
        CAST(:macKey AS text), CAST(:nonce AS uuid), CAST(:mac AS bytea)
      FROM head
      """;

  private final WithCommit writes;
  private final Sealer sealer;

  AuditStore(WithCommit writes, Sealer sealer) {
    this.writes = writes;
    this.sealer = sealer;
  }

  /**
   * The chain's head row makes its writers wait for one another; each seals what it finds there. A
   * chain that exists is never begun again, so its beginning needn't be sealed once more.
   */
  void append(AuditEntry entry) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    byte[] rest = AuditHash.rest(entry);
    Seal seal = sealer.seal(entry, rest).orElse(null);
    fields.put("chain", entry.chain());
    fields.put("head", AuditHash.head(entry));
    fields.put("rest", seal == null ? rest : joined(rest, AuditHash.sealed(seal)));
    fields.put("macKey", seal == null ? null : seal.key());
    fields.put("nonce", seal == null ? null : seal.nonce());
    fields.put("mac", seal == null ? null : seal.mac());
    fields.put("action", entry.action());
    fields.put("outcome", entry.outcome());
    fields.put("author", entry.actor().id() == null ? null : entry.actor().id().value());
    fields.put("authorName", entry.actor().name());
    fields.put("authorLevel", entry.actor().level().name());
    fields.put("address", entry.actor().address());
    fields.put("reseller", entry.reseller() == null ? null : entry.reseller().value());
    fields.put("customer", entry.customer() == null ? null : entry.customer().value());
    fields.put("subject", entry.subject());
    fields.put("words", entry.reason());
    fields.put("before", entry.before());
    fields.put("after", entry.after());
    fields.put("audience", entry.audience().name());
    writes.write(APPEND, fields);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
