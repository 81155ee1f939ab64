package dev.tenure.platform.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.Oid;

/** Rows in the binary format of PostgreSQL's COPY, sent on in portions. */
final class BinaryRows implements CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  /** Small, as most transactions that copy have few rows. */
  private static final int PORTION = 16 * 1024;

  private static final int LONGEST_FIXED = 32;

  /** PostgreSQL counts from the first of 2000. */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private static final int EPOCH_DAY = Math.toIntExact(LocalDate.of(2000, 1, 1).toEpochDay());

  private final CopyIn in;
  private final short columns;
  private ByteBuffer buffer = ByteBuffer.allocate(PORTION);

  BinaryRows(CopyIn in) {
    this.in = in;
    this.columns = (short) in.getFieldCount();
    // Neither flags nor an extension of the header.
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  BinaryRows row() throws SQLException {
    room(LONGEST_FIXED).putShort(columns);
    return this;
  }

  @Override
  public BinaryRows uuid(UUID id) throws SQLException {
    room(LONGEST_FIXED)
        .putInt(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return this;
  }

  @Override
  public BinaryRows text(@Nullable String text) throws SQLException {
    if (text == null) {
      return nothing();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  @Override
  public BinaryRows texts(@Nullable List<String> texts) throws SQLException {
    if (texts == null) {
      return nothing();
    }
    List<byte[]> all = new ArrayList<>(texts.size());
    int length = 3 * Integer.BYTES;
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      all.add(bytes);
      length += Integer.BYTES + bytes.length;
    }
    boolean any = !all.isEmpty();
    length += any ? 2 * Integer.BYTES : 0;
    // Dimensions, none if it is empty; no nulls; of what; how many, counted from 1.
    ByteBuffer cell = room(Integer.BYTES + length).putInt(length);
    cell.putInt(any ? 1 : 0).putInt(0).putInt(Oid.TEXT);
    if (any) {
      cell.putInt(all.size()).putInt(1);
    }
    all.forEach(bytes -> cell.putInt(bytes.length).put(bytes));
    return this;
  }

  @Override
  public BinaryRows instants(List<Instant> instants) throws SQLException {
    int each = Integer.BYTES + Long.BYTES;
    int length = 5 * Integer.BYTES + instants.size() * each;
    ByteBuffer cell = room(Integer.BYTES + length).putInt(length);
    cell.putInt(1).putInt(0).putInt(Oid.TIMESTAMPTZ).putInt(instants.size()).putInt(1);
    instants.forEach(at -> cell.putInt(Long.BYTES).putLong(ChronoUnit.MICROS.between(EPOCH, at)));
    return this;
  }

  @Override
  public BinaryRows word(@Nullable Enum<?> word) throws SQLException {
    return text(word == null ? null : word.name());
  }

  @Override
  public BinaryRows instant(@Nullable Instant at) throws SQLException {
    return at == null ? nothing() : bigint(ChronoUnit.MICROS.between(EPOCH, at));
  }

  @Override
  public BinaryRows span(Duration span) throws SQLException {
    room(LONGEST_FIXED).putInt(2 * Long.BYTES).putLong(span.toNanos() / 1000).putLong(0);
    return this;
  }

  @Override
  public BinaryRows date(LocalDate day) throws SQLException {
    return integer(Math.toIntExact(day.toEpochDay()) - EPOCH_DAY);
  }

  @Override
  public BinaryRows flag(boolean flag) throws SQLException {
    room(LONGEST_FIXED).putInt(Byte.BYTES).put((byte) (flag ? 1 : 0));
    return this;
  }

  @Override
  public BinaryRows smallint(int number) throws SQLException {
    room(LONGEST_FIXED).putInt(Short.BYTES).putShort((short) number);
    return this;
  }

  @Override
  public BinaryRows integer(int number) throws SQLException {
    room(LONGEST_FIXED).putInt(Integer.BYTES).putInt(number);
    return this;
  }

  @Override
  public BinaryRows bigint(long number) throws SQLException {
    room(LONGEST_FIXED).putInt(Long.BYTES).putLong(number);
    return this;
  }

  @Override
  public BinaryRows nothing() throws SQLException {
    room(LONGEST_FIXED).putInt(-1);
    return this;
  }

  /** Ends the copy and answers how many rows it wrote. */
  long end() throws SQLException {
    room(LONGEST_FIXED).putShort((short) -1);
    send();
    return in.endCopy();
  }

  private ByteBuffer room(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) {
      send();
      if (buffer.capacity() < bytes) {
        buffer = ByteBuffer.allocate(bytes);
      }
    }
    return buffer;
  }

  private void send() throws SQLException {
    in.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
