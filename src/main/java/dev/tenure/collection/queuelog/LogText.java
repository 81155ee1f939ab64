package dev.tenure.collection.queuelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a line's bytes. Different bytes never become the same text: bytes unknown to the
 * encoding are spelt out.
 *
 * @param charset null for UTF-8, with Windows-1252 for other lines
 */
record LogText(@Nullable Charset charset) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /**
   * A line's text.
   *
   * @param guessed whether its encoding isn't certain
   */
  record Decoded(String text, boolean guessed) {}

  /** Whether a line feed, a bar and digits have the same bytes as in ASCII. */
  static boolean isLined(Charset charset) {
    String plain = "\n|\",;\t0123456789ENTERQUEUE";
    return charset.canEncode()
        && Arrays.equals(plain.getBytes(charset), plain.getBytes(StandardCharsets.US_ASCII));
  }

  /** The file with one byte for each line feed; UTF-16 and similar encodings have several. */
  InputStream lined(InputStream in) throws IOException {
    if (charset != null && !isLined(charset)) {
      return new RecodedInput(new InputStreamReader(in, charset));
    }
    PushbackInputStream back = new PushbackInputStream(in, 2);
    byte[] mark = back.readNBytes(2);
    back.unread(mark);
    boolean little = mark.length == 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE;
    boolean big = mark.length == 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF;
    return little || big
        ? new RecodedInput(new InputStreamReader(back, StandardCharsets.UTF_16))
        : back;
  }

  Decoded decode(byte[] bytes, int length) {
    boolean plain = true;
    for (int i = 0; i < length && plain; i++) {
      plain = bytes[i] >= 0;
    }
    if (plain && (charset == null || isLined(charset))) {
      return new Decoded(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), false);
    }
    if (charset != null) {
      Charset one = isLined(charset) ? charset : StandardCharsets.UTF_8;
      return new Decoded(spelt(bytes, length, one), false);
    }
    CharsetDecoder strict = decoder(StandardCharsets.UTF_8);
    CharBuffer text = CharBuffer.allocate(length);
    boolean whole = !strict.decode(ByteBuffer.wrap(bytes, 0, length), text, true).isError();
    return whole
        ? new Decoded(text.flip().toString(), false)
        : new Decoded(spelt(bytes, length, WINDOWS), true);
  }

  private static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static String spelt(byte[] bytes, int length, Charset charset) {
    CharsetDecoder decoder = decoder(charset);
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    // A byte that is spelt out has four characters.
    CharBuffer out = CharBuffer.allocate(4 * length + 8);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length() && in.hasRemaining(); i++) {
        out.put("\\x%02x".formatted(in.get()));
      }
      result = decoder.decode(in, out, true);
    }
    decoder.flush(out);
    return out.flip().toString();
  }
}
