package dev.tenure.collection.ami;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads messages from a stream of bytes, however it is cut into pieces. It holds at most one
 * message: lines and messages that grow too long are dropped whole and counted, and the next one is
 * read as if nothing had been. Bytes that are no UTF-8 become U+FFFD.
 *
 * <p>The output of a command comes as fields named {@code Output}, one for each line, whether
 * Asterisk sends it so (from 14 on) or raw up to {@code --END COMMAND--}.
 */
public final class AmiReader {

  /** The longest line, in bytes. */
  public static final int LONGEST_LINE = 64 * 1024;

  /** The longest message, in bytes. */
  public static final int LONGEST_MESSAGE = 1024 * 1024;

  private static final String GREETING = "Asterisk Call Manager/";
  private static final int LONGEST_GREETING = 256;
  private static final String END_OF_OUTPUT = "--END COMMAND--";

  private final AmiSink sink;
  private final List<AmiMessage.Field> fields = new ArrayList<>();
  private byte[] line = new byte[512];
  private int length;
  private int size;
  private boolean greeted;
  private boolean skipping;
  private boolean tooLong;
  private boolean raw;
  private long dropped;

  /** A reader at the beginning of a connection. */
  public AmiReader(AmiSink sink) {
    this.sink = sink;
  }

  /** How many messages were dropped for their length. */
  public long dropped() {
    return dropped;
  }

  /**
   * Reads the next bytes of the stream.
   *
   * @throws NotAsterisk when the stream doesn't begin as Asterisk's does
   */
  public void read(byte[] bytes, int from, int count) throws NotAsterisk {
    int end = from + count;
    int at = from;
    while (at < end) {
      int newline = at;
      while (newline < end && bytes[newline] != '\n') {
        newline++;
      }
      keep(bytes, at, newline - at);
      if (newline < end) {
        endLine();
      }
      at = newline + 1;
    }
  }

  private void keep(byte[] bytes, int from, int count) throws NotAsterisk {
    if (!greeted && length + count > LONGEST_GREETING) {
      throw new NotAsterisk("The greeting is longer than any of Asterisk's.");
    }
    if (tooLong || length + count > LONGEST_LINE) {
      tooLong = true;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST_LINE, 2 * (length + count)));
    }
    System.arraycopy(bytes, from, line, length, count);
    length += count;
  }

  private void endLine() throws NotAsterisk {
    int bytes = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    boolean readable = !tooLong;
    length = 0;
    tooLong = false;
    if (!greeted) {
      greet(new String(line, 0, bytes, StandardCharsets.UTF_8));
    } else if (!readable) {
      skip();
    } else {
      // An end in sight counts as two bytes, so that endless empty lines of output end too.
      size += bytes + 2;
      if (size > LONGEST_MESSAGE) {
        skip();
      }
      if (raw) {
        output(bytes);
      } else if (bytes == 0) {
        endMessage();
      } else if (!skipping) {
        field(bytes);
      }
    }
  }

  private void greet(String text) throws NotAsterisk {
    if (!text.startsWith(GREETING)) {
      throw new NotAsterisk("The greeting isn't that of Asterisk's manager interface.");
    }
    greeted = true;
    sink.greeted(text.substring(GREETING.length()).strip());
  }

  private void skip() {
    skipping = true;
    fields.clear();
  }

  private void field(int bytes) {
    int colon = 0;
    while (colon < bytes && line[colon] != ':') {
      colon++;
    }
    if (colon == bytes) {
      return;
    }
    int value = colon + 1 < bytes && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
    String name = new String(line, 0, colon, StandardCharsets.UTF_8);
    fields.add(
        new AmiMessage.Field(name, new String(line, value, bytes - value, StandardCharsets.UTF_8)));
    raw = fields.size() == 1 && name.equals("Response") && followsRaw();
  }

  private boolean followsRaw() {
    return fields.getFirst().value().toLowerCase(Locale.ROOT).equals("follows");
  }

  /** Before Asterisk 14: some fields, then the command's own lines, then a mark. */
  private void output(int bytes) {
    String text = new String(line, 0, bytes, StandardCharsets.UTF_8);
    boolean last = text.endsWith(END_OF_OUTPUT);
    String told = last ? text.substring(0, text.length() - END_OF_OUTPUT.length()) : text;
    if (!skipping && (!last || !told.isEmpty())) {
      boolean heading = told.startsWith("Privilege: ") || told.startsWith("ActionID: ");
      boolean amongHeadings = fields.stream().noneMatch(f -> f.name().equals("Output"));
      int colon = told.indexOf(": ");
      fields.add(
          heading && amongHeadings
              ? new AmiMessage.Field(told.substring(0, colon), told.substring(colon + 2))
              : new AmiMessage.Field("Output", told));
    }
    raw = !last;
  }

  private void endMessage() {
    if (skipping) {
      dropped++;
    } else if (!fields.isEmpty()) {
      sink.message(new AmiMessage(fields));
    }
    fields.clear();
    size = 0;
    skipping = false;
  }
}
