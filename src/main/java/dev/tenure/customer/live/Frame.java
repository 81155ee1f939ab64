package dev.tenure.customer.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One or more server-sent events, rendered once and written to many streams.
 *
 * @param number of the board that a viewer knows when it has read them; 0 or less for none
 */
record Frame(long number, byte[] bytes) {

  private static final byte[] RETRY = "retry: 1500\n\n".getBytes(StandardCharsets.UTF_8);

  static Frame of(long number, String event, String data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length() + 64);
    bytes.writeBytes(("event: " + event + "\n").getBytes(StandardCharsets.UTF_8));
    // A template's indentation would be a third of what hundreds of viewers are sent.
    data.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> bytes.writeBytes(("data: " + line + "\n").getBytes(StandardCharsets.UTF_8)));
    bytes.write('\n');
    return new Frame(number, bytes.toByteArray());
  }

  /** What a stream begins with: how soon a browser comes back after a lost connection. */
  static Frame first() {
    return new Frame(0, RETRY);
  }
}
