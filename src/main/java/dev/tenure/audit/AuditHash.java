package dev.tenure.audit;

import dev.tenure.platform.Actor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** F2: an entry's hash covers all its fields and the hash of the entry before it in its chain. */
final class AuditHash {

  private AuditHash() {}

  static byte[] of(byte[] before, long seq, Instant at, AuditEntry entry, @Nullable Seal seal) {
    MessageDigest digest = sha256();
    digest.update(before);
    digest.update(head(entry));
    digest.update(fields(seq, at));
    digest.update(rest(entry));
    if (seal != null) {
      digest.update(sealed(seal));
    }
    return digest.digest();
  }

  /** What the hash covers of an entry's seal, behind all else. */
  static byte[] sealed(Seal seal) {
    return fields(seal.key(), seal.nonce(), HexFormat.of().formatHex(seal.mac()));
  }

  /** What the seal covers ahead of what the entry says: its chain, and what makes it unique. */
  static byte[] unique(AuditEntry entry, UUID nonce) {
    return fields("tenure trail entry 1", entry.chain(), nonce);
  }

  /** What the hash covers of an entry ahead of its sequence and instant. */
  static byte[] head(AuditEntry entry) {
    return fields(entry.chain());
  }

  /** What the hash covers of an entry after its sequence and instant. */
  static byte[] rest(AuditEntry entry) {
    Actor actor = entry.actor();
    return fields(
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
        entry.audience());
  }

  /** The length in front keeps two neighbouring fields from being read as two others. */
  private static byte[] fields(Object... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object field : fields) {
      byte[] text = field.toString().getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(text);
    }
    return bytes.toByteArray();
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
