package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Held;
import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint in one short line, to be kept elsewhere: its line's hash stands for all lines up to
 * it, since each repeats the hash of the one before.
 *
 * @param text a line of JSON, signed
 */
public record Statement(long number, Instant at, String text) {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\{\"tenure-statement\":1,\"series\":\"([0-9a-f-]{36})\",\"number\":([0-9]{1,18}),"
              + "\"at\":\"[^\"]*\",\"checkpoint\":\"([0-9a-f]{64})\",\"key\":\"([0-9a-f]{8})\")"
              + ",\"signature\":\"([A-Za-z0-9+/=]{88})\"}");

  static Statement of(UUID series, long number, Instant at, byte[] hash, TrailKey key) {
    String signed =
        "{\"tenure-statement\":1,\"series\":\"%s\",\"number\":%d,\"at\":\"%s\",\"checkpoint\":\"%s\",\"key\":\"%s\""
            .formatted(series, number, at, HexFormat.of().formatHex(hash), key.id());
    byte[] signature = key.sign(signed.getBytes(StandardCharsets.UTF_8));
    return new Statement(
        number,
        at,
        signed + ",\"signature\":\"" + Base64.getEncoder().encodeToString(signature) + "\"}");
  }

  /** What somebody holds who kept that line. */
  static Held parse(String line, Map<String, VerifyingKey> keys) {
    Matcher parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw new IllegalStateException(
          "tenure.trail.held takes statements as they were sent, not “%s”".formatted(line));
    }
    VerifyingKey key = keys.get(parts.group(5));
    if (key == null
        || !key.signed(
            parts.group(1).getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(parts.group(6)))) {
      throw new IllegalStateException(
          "This statement in tenure.trail.held isn't signed by a key of the trail: " + line);
    }
    return new Held(
        UUID.fromString(parts.group(2)),
        Long.parseLong(parts.group(3)),
        HexFormat.of().parseHex(parts.group(4)),
        "a statement that was kept elsewhere has it",
        false);
  }
}
