package dev.tenure.audit.checkpoint;

import dev.tenure.audit.keys.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a file of checkpoints as it was found.
 *
 * @param key the name of the key that is said to have signed it
 * @param hash of the whole line, which the next one repeats
 */
record SignedLine(Checkpoint checkpoint, String key, byte[] signed, byte[] signature, byte[] hash) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Empty when it is none. */
  static Optional<SignedLine> parse(String line) {
    int end = line.lastIndexOf(Checkpoint.SIGNATURE);
    if (end < 0) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(line);
      List<Head> heads = new ArrayList<>();
      for (JsonNode head : node.required("heads")) {
        heads.add(
            new Head(
                UUID.fromString(head.required(0).stringValue()),
                head.required(1).longValue(),
                HexFormat.of().parseHex(head.required(2).stringValue())));
      }
      Checkpoint checkpoint =
          new Checkpoint(
              UUID.fromString(text(node, "series")),
              node.required("number").longValue(),
              Instant.parse(text(node, "at")),
              HexFormat.of().parseHex(text(node, "previous")),
              node.required("complete").booleanValue(),
              heads,
              node.has("successor") ? VerifyingKey.parse(text(node, "successor")) : null);
      return Optional.of(
          new SignedLine(
              checkpoint,
              text(node, "key"),
              line.substring(0, end).getBytes(StandardCharsets.UTF_8),
              Base64.getDecoder().decode(text(node, "signature")),
              hash(line)));
    } catch (JacksonException
        | DateTimeException
        | IllegalArgumentException
        | IllegalStateException noCheckpoint) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  static byte[] hash(String line) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
