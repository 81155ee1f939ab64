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

/**
 * Rows in the binary format of PostgreSQL's COPY, cell by cell in the order of the columns, sent on
 * in portions. What may be null becomes an empty cell.
 */
public final class CopyRows {

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

  CopyRows(CopyIn in) {
    this.in = in;
    this.columns = (short) in.getFieldCount();
    // Neither flags nor an extension of the header.
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  CopyRows row() throws SQLException {
    room(LONGEST_FIXED).putShort(columns);
    return this;
  }

  public CopyRows uuid(UUID id) throws SQLException {
    room(LONGEST_FIXED)
        .putInt(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return this;
  }

  public CopyRows text(@Nullable String text) throws SQLException {
    if (text == null) {
      return nothing();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  /** An array of texts. */
  public CopyRows texts(@Nullable List<String> texts) throws SQLException {
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

  /** An array of timestamptz, of one at least. */
  public CopyRows instants(List<Instant> instants) throws SQLException {
    int each = Integer.BYTES + Long.BYTES;
    int length = 5 * Integer.BYTES + instants.size() * each;
    ByteBuffer cell = room(Integer.BYTES + length).putInt(length);
    cell.putInt(1).putInt(0).putInt(Oid.TIMESTAMPTZ).putInt(instants.size()).putInt(1);
    instants.forEach(at -> cell.putInt(Long.BYTES).putLong(ChronoUnit.MICROS.between(EPOCH, at)));
    return this;
  }

  /** An enum's name. */
  public CopyRows word(@Nullable Enum<?> word) throws SQLException {
    return text(word == null ? null : word.name());
  }

  /** A timestamptz, to the microsecond. */
  public CopyRows instant(@Nullable Instant at) throws SQLException {
    return at == null ? nothing() : bigint(ChronoUnit.MICROS.between(EPOCH, at));
  }

  /** An interval of neither days nor months, to the microsecond. */
  public CopyRows span(Duration span) throws SQLException {
    room(LONGEST_FIXED).putInt(2 * Long.BYTES).putLong(span.toNanos() / 1000).putLong(0);
    return this;
  }

  public CopyRows date(LocalDate day) throws SQLException {
    return integer(Math.toIntExact(day.toEpochDay()) - EPOCH_DAY);
  }

  public CopyRows flag(boolean flag) throws SQLException {
    room(LONGEST_FIXED).putInt(Byte.BYTES).put((byte) (flag ? 1 : 0));
    return this;
  }

  public CopyRows smallint(int number) throws SQLException {
    room(LONGEST_FIXED).putInt(Short.BYTES).putShort((short) number);
    return this;
  }

  public CopyRows integer(int number) throws SQLException {
    room(LONGEST_FIXED).putInt(Integer.BYTES).putInt(number);
    return this;
  }

  public CopyRows bigint(long number) throws SQLException {
    room(LONGEST_FIXED).putInt(Long.BYTES).putLong(number);
    return this;
  }

  /** A cell that is null. */
  public CopyRows nothing() throws SQLException {
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
