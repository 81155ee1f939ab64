package dev.tenure.audit;

import dev.tenure.platform.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** F2: an entry's hash covers all its fields and the hash of the entry before it in its chain. */
final class AuditHash {

  private AuditHash() {}

  static byte[] of(byte[] before, long seq, Instant at, AuditEntry entry) {
    MessageDigest digest = sha256();
    digest.update(before);
    Actor actor = entry.actor();
    for (Object field :
        new Object[] {
          entry.chain(),
          seq,
          at,
          entry.action(),
          entry.outcome(),
          optional(actor.id()),
          actor.name(),
          actor.level(),
          actor.address(),
          optional(entry.reseller()),
          optional(entry.customer()),
          entry.subject(),
          entry.reason(),
          entry.before(),
          entry.after(),
          entry.audience()
        }) {
      byte[] text = field.toString().getBytes(StandardCharsets.UTF_8);
      // The length in front keeps two neighbouring fields from being read as two others.
      digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(text);
    }
    return digest.digest();
  }

  private static Object optional(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
