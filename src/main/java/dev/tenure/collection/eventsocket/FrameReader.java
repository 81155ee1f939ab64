package dev.tenure.collection.eventsocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads frames from a stream of bytes, however it is cut into pieces: header lines, an empty line,
 * and as many bytes as Content-Length says. It holds at most one frame, and never more than has
 * come of it. After an error it is not to be used any more.
 */
public final class FrameReader {

  /** The longest header line, in bytes. */
  public static final int LONGEST_LINE = 8 * 1024;

  /** The most headers of a frame. */
  public static final int MOST_HEADERS = 100;

  /** The longest body, in bytes: some ten thousand channels in progress. */
  public static final int LONGEST_BODY = 16 * 1024 * 1024;

  private static final int LONGEST_GREETING_LINE = 256;
  private static final int ROOM_KEPT = 64 * 1024;
  private static final byte[] NO_BODY = {};

  private final FrameSink sink;
  private final Map<String, String> headers = new HashMap<>();
  private byte[] held = new byte[1024];
  private int length;
  private int bodyLength = -1;
  private boolean greeted;

  /** A reader at the beginning of a connection. */
  public FrameReader(FrameSink sink) {
    this.sink = sink;
  }

  /**
   * Reads the next bytes of the stream.
   *
   * @throws NotFreeSwitch when the stream doesn't begin as FreeSWITCH's does
   * @throws BrokenStream when it can't be read on
   */
  public void read(byte[] bytes, int from, int count) throws IOException {
    int end = from + count;
    int at = from;
    while (at < end) {
      at = bodyLength >= 0 ? body(bytes, at, end) : line(bytes, at, end);
    }
  }

  private int line(byte[] bytes, int from, int end) throws IOException {
    int newline = from;
    while (newline < end && bytes[newline] != '\n') {
      newline++;
    }
    int most = greeted ? LONGEST_LINE : LONGEST_GREETING_LINE;
    if (newline - from > most - length) {
      throw greeted
          ? new BrokenStream("it sent a header line of more than %d bytes".formatted(LONGEST_LINE))
          : new NotFreeSwitch("Its first line is longer than any of FreeSWITCH's.");
    }
    keep(bytes, from, newline - from);
    if (newline == end) {
      return end;
    }
    int text = length > 0 && held[length - 1] == '\r' ? length - 1 : length;
    length = 0;
    if (text > 0) {
      header(new String(held, 0, text, StandardCharsets.UTF_8));
    } else if (!headers.isEmpty()) {
      endHeaders();
    }
    return newline + 1;
  }

  private int body(byte[] bytes, int from, int end) throws IOException {
    int count = Math.min(end - from, bodyLength - length);
    keep(bytes, from, count);
    if (length == bodyLength) {
      byte[] whole = Arrays.copyOf(held, length);
      length = 0;
      bodyLength = -1;
      if (held.length > ROOM_KEPT) {
        held = new byte[ROOM_KEPT];
      }
      tell(whole);
    }
    return from + count;
  }

  /** Room grows with what comes, not with what is announced. */
  private void keep(byte[] bytes, int from, int count) {
    if (length + count > held.length) {
      held = Arrays.copyOf(held, Math.min(LONGEST_BODY, 2 * (length + count)));
    }
    System.arraycopy(bytes, from, held, length, count);
    length += count;
  }

  private void header(String line) throws IOException {
    int colon = line.indexOf(':');
    if (!greeted && !isGreeting(line)) {
      throw new NotFreeSwitch("Its first line isn't that of FreeSWITCH's event socket.");
    }
    greeted = true;
    if (colon <= 0) {
      throw new BrokenStream("it sent a line that is no header");
    }
    if (headers.size() == MOST_HEADERS) {
      throw new BrokenStream("it sent more than %d headers".formatted(MOST_HEADERS));
    }
    headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  private static boolean isGreeting(String line) {
    return line.equals("Content-Type: auth/request")
        || line.equals("Content-Type: text/rude-rejection");
  }

  private void endHeaders() throws IOException {
    String announced = headers.getOrDefault("Content-Length", "0");
    if (!announced.matches("[0-9]{1,9}") || Integer.parseInt(announced) > LONGEST_BODY) {
      throw new BrokenStream(
          "it announced a body of “%s” bytes; at most %d are read"
              .formatted(some(announced), LONGEST_BODY));
    }
    bodyLength = Integer.parseInt(announced);
    if (bodyLength == 0) {
      bodyLength = -1;
      tell(NO_BODY);
    }
  }

  private static String some(String text) {
    return text.codePoints()
        .limit(20)
        .map(c -> c > ' ' && c < 0x7F ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void tell(byte[] body) throws IOException {
    Frame frame = new Frame(headers, body);
    headers.clear();
    sink.frame(frame);
  }
}
