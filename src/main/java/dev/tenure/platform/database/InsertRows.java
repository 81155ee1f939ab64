package dev.tenure.platform.database;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as a batch of INSERTs, for roles whose rows a policy checks: COPY is refused to them. */
final class InsertRows implements CopyRows {

  private final PreparedStatement insert;
  private int cell;

  InsertRows(PreparedStatement insert) {
    this.insert = insert;
  }

  /** The statement for a table with its columns in parentheses. */
  static String into(String table) {
    String columns = table.substring(table.indexOf('('), table.lastIndexOf(')') + 1);
    return "INSERT INTO " + table + " VALUES " + columns.replaceAll("[^(),]+", "?");
  }

  InsertRows row() throws SQLException {
    end();
    return this;
  }

  /** Adds the row that was under way to the batch. */
  void end() throws SQLException {
    if (cell > 0) {
      insert.addBatch();
      cell = 0;
    }
  }

  @Override
  public InsertRows uuid(UUID id) throws SQLException {
    return object(id, Types.OTHER);
  }

  @Override
  public InsertRows text(@Nullable String text) throws SQLException {
    return object(text, Types.VARCHAR);
  }

  @Override
  public InsertRows texts(@Nullable List<String> texts) throws SQLException {
    return texts == null ? nothing() : array("text", texts.toArray());
  }

  @Override
  public InsertRows instants(List<Instant> instants) throws SQLException {
    return array("timestamptz", instants.stream().map(Timestamp::from).toArray());
  }

  private InsertRows array(String type, Object[] elements) throws SQLException {
    return object(insert.getConnection().createArrayOf(type, elements), Types.ARRAY);
  }

  @Override
  public InsertRows word(@Nullable Enum<?> word) throws SQLException {
    return text(word == null ? null : word.name());
  }

  @Override
  public InsertRows instant(@Nullable Instant at) throws SQLException {
    return object(
        at == null ? null : Timestamp.from(at.truncatedTo(ChronoUnit.MICROS)),
        Types.TIMESTAMP_WITH_TIMEZONE);
  }

  @Override
  public InsertRows span(Duration span) throws SQLException {
    return object(span.truncatedTo(ChronoUnit.MICROS).toString(), Types.OTHER);
  }

  @Override
  public InsertRows date(LocalDate day) throws SQLException {
    return object(Date.valueOf(day), Types.DATE);
  }

  @Override
  public InsertRows flag(boolean flag) throws SQLException {
    return object(flag, Types.BOOLEAN);
  }

  @Override
  public InsertRows smallint(int number) throws SQLException {
    return object(number, Types.SMALLINT);
  }

  @Override
  public InsertRows integer(int number) throws SQLException {
    return object(number, Types.INTEGER);
  }

  @Override
  public InsertRows bigint(long number) throws SQLException {
    return object(number, Types.BIGINT);
  }

  @Override
  public InsertRows nothing() throws SQLException {
    return object(null, Types.NULL);
  }

  private InsertRows object(@Nullable Object value, int type) throws SQLException {
    cell++;
    if (value == null) {
      insert.setNull(cell, type);
    } else {
      insert.setObject(cell, value, type);
    }
    return this;
  }
}
