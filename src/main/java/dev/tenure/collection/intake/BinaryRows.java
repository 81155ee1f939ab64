package dev.tenure.collection.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in the binary form of PostgreSQL's COPY, cell by cell in the order of the columns. */
final class BinaryRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** From 1970 to 2000, from where PostgreSQL counts. */
  private static final long SECONDS_TO_2000 = 946_684_800;

  private byte[] bytes;
  private int length;

  BinaryRows(int expectedBytes) {
    bytes = new byte[Math.max(64, expectedBytes)];
    for (byte b : SIGNATURE) {
      bytes[length++] = b;
    }
    // Neither flags nor an extension of the header.
    int32(0);
    int32(0);
  }

  /** Begins a row. */
  BinaryRows row(int columns) {
    room(2);
    bytes[length++] = (byte) (columns >> 8);
    bytes[length++] = (byte) columns;
    return this;
  }

  BinaryRows uuid(UUID id) {
    int32(16);
    int64(id.getMostSignificantBits());
    int64(id.getLeastSignificantBits());
    return this;
  }

  BinaryRows text(@Nullable String text) {
    if (text == null) {
      return nothing();
    }
    int chars = text.length();
    room(4 + chars);
    int from = length + 4;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return utf8(text.getBytes(StandardCharsets.UTF_8));
      }
      bytes[from + i] = (byte) c;
    }
    int32(chars);
    length += chars;
    return this;
  }

  /** An enum's name. */
  BinaryRows word(@Nullable Enum<?> word) {
    return text(word == null ? null : word.name());
  }

  private BinaryRows utf8(byte[] text) {
    int32(text.length);
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  BinaryRows instant(@Nullable Instant at) {
    if (at == null) {
      return nothing();
    }
    int32(8);
    int64((at.getEpochSecond() - SECONDS_TO_2000) * 1_000_000 + at.getNano() / 1000);
    return this;
  }

  BinaryRows span(Duration span) {
    int32(16);
    int64(span.toNanos() / 1000);
    // Neither days nor months.
    int64(0);
    return this;
  }

  BinaryRows number(@Nullable Integer number) {
    if (number == null) {
      return nothing();
    }
    int32(4);
    int32(number);
    return this;
  }

  BinaryRows flag(boolean flag) {
    int32(1);
    room(1);
    bytes[length++] = (byte) (flag ? 1 : 0);
    return this;
  }

  private BinaryRows nothing() {
    int32(-1);
    return this;
  }

  /** Ends the last row; nothing may follow. */
  void end() {
    room(2);
    bytes[length++] = (byte) 0xFF;
    bytes[length++] = (byte) 0xFF;
  }

  byte[] bytes() {
    return bytes;
  }

  /** How many of the bytes are filled. */
  int length() {
    return length;
  }

  private void int32(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >> shift);
    }
  }

  private void int64(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >> shift);
    }
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
