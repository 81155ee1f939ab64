package dev.tenure.collection.queuelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** A reader's text as bytes of UTF-8. */
final class RecodedInput extends InputStream {

  private final Reader reader;
  private final char[] characters = new char[8 * 1024];
  private byte[] bytes = {};
  private int next;
  private int kept;

  RecodedInput(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(most, bytes.length - next);
    System.arraycopy(bytes, next, buffer, from, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (next == bytes.length) {
      int count = reader.read(characters, kept, characters.length - kept);
      if (count < 0) {
        return false;
      }
      int all = kept + count;
      // Half a character waits for its other half.
      kept = all > 0 && Character.isHighSurrogate(characters[all - 1]) ? 1 : 0;
      bytes = new String(characters, 0, all - kept).getBytes(StandardCharsets.UTF_8);
      next = 0;
      if (kept == 1) {
        characters[0] = characters[all - 1];
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
