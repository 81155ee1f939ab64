package dev.tenure.billing.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/** Rows in the binary format of PostgreSQL's COPY, sent on in portions. */
final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int PORTION = 64 * 1024;
  private static final int LONGEST_FIXED = 32;

  /** PostgreSQL counts days from the first of 2000. */
  private static final int EPOCH = Math.toIntExact(LocalDate.of(2000, 1, 1).toEpochDay());

  private final CopyIn in;
  private ByteBuffer buffer = ByteBuffer.allocate(PORTION);

  CopyRows(CopyIn in) {
    this.in = in;
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  /** Begins a row of so many cells. */
  CopyRows row(int cells) throws SQLException {
    room(LONGEST_FIXED).putShort((short) cells);
    return this;
  }

  CopyRows uuid(UUID id) throws SQLException {
    room(LONGEST_FIXED)
        .putInt(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return this;
  }

  CopyRows text(String text) throws SQLException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  CopyRows date(LocalDate day) throws SQLException {
    return integer(Math.toIntExact(day.toEpochDay()) - EPOCH);
  }

  CopyRows smallint(int number) throws SQLException {
    room(LONGEST_FIXED).putInt(Short.BYTES).putShort((short) number);
    return this;
  }

  CopyRows integer(int number) throws SQLException {
    room(LONGEST_FIXED).putInt(Integer.BYTES).putInt(number);
    return this;
  }

  CopyRows bigint(long number) throws SQLException {
    room(LONGEST_FIXED).putInt(Long.BYTES).putLong(number);
    return this;
  }

  /** A cell that is null. */
  CopyRows nothing() throws SQLException {
    room(LONGEST_FIXED).putInt(-1);
    return this;
  }

  /** Ends the copy. */
  void end() throws SQLException {
    room(LONGEST_FIXED).putShort((short) -1);
    send();
    in.endCopy();
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
