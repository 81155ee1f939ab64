package dev.tenure.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows to be written, cell by cell in the order of the columns. What may be null becomes an empty
 * cell.
 */
public sealed interface CopyRows permits BinaryRows, InsertRows {

  CopyRows uuid(UUID id) throws SQLException;

  CopyRows text(@Nullable String text) throws SQLException;

  /** An array of texts. */
  CopyRows texts(@Nullable List<String> texts) throws SQLException;

  /** An array of timestamptz, of one at least. */
  CopyRows instants(List<Instant> instants) throws SQLException;

  /** An enum's name. */
  CopyRows word(@Nullable Enum<?> word) throws SQLException;

  /** A timestamptz, to the microsecond. */
  CopyRows instant(@Nullable Instant at) throws SQLException;

  /** An interval of neither days nor months, to the microsecond. */
  CopyRows span(Duration span) throws SQLException;

  CopyRows date(LocalDate day) throws SQLException;

  CopyRows flag(boolean flag) throws SQLException;

  CopyRows smallint(int number) throws SQLException;

  CopyRows integer(int number) throws SQLException;

  CopyRows bigint(long number) throws SQLException;

  /** A cell that is null. */
  CopyRows nothing() throws SQLException;
}
