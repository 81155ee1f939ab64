package dev.tenure.audit.checkpoint;

import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The heads that changed since the checkpoint before it. A look at all chains may take several, of
 * which the last is complete.
 *
 * @param series those that one node writes, one after the other
 * @param number in its series, from 1
 * @param previous hash of the line before it in its series, empty for the first
 * @param successor the key that signs from the next one on, vouched for by the one that signs this
 */
public record Checkpoint(
    UUID series,
    long number,
    Instant at,
    byte[] previous,
    boolean complete,
    List<Head> heads,
    @Nullable VerifyingKey successor) {

  /** Behind it stands the signature of all that stands before it. */
  static final String SIGNATURE = ",\"signature\":\"";

  /** Copies the list. */
  public Checkpoint {
    heads = List.copyOf(heads);
  }

  /** One line of JSON without its end, signed. */
  public String line(TrailKey key) {
    StringBuilder text = new StringBuilder(300 + heads.size() * 120);
    text.append("{\"tenure-checkpoint\":1,\"series\":\"").append(series);
    text.append("\",\"number\":").append(number);
    text.append(",\"at\":\"").append(at);
    text.append("\",\"previous\":\"").append(HexFormat.of().formatHex(previous));
    text.append("\",\"complete\":").append(complete);
    text.append(",\"heads\":[");
    String comma = "";
    for (Head head : heads) {
      text.append(comma).append("[\"").append(head.chain()).append("\",").append(head.seq());
      text.append(",\"").append(HexFormat.of().formatHex(head.hash())).append("\"]");
      comma = ",";
    }
    text.append(']');
    if (successor != null) {
      text.append(",\"successor\":\"").append(successor.text()).append('"');
    }
    text.append(",\"key\":\"").append(key.id()).append('"');
    byte[] signed = text.toString().getBytes(StandardCharsets.UTF_8);
    text.append(SIGNATURE).append(Base64.getEncoder().encodeToString(key.sign(signed)));
    return text.append("\"}").toString();
  }
}
