package dev.tenure.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/**
 * PostgreSQL's COPY, the quickest way for rows of which none is there yet; or INSERT on connections
 * whose rows a policy checks, to which PostgreSQL refuses it.
 */
@Component
public class Copy {

  private final JdbcOperations jdbc;

  /** Writes by this connection; its transactions are those of the calling thread. */
  public Copy(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes one row's cells. */
  @FunctionalInterface
  public interface Cells<T> {
    void write(CopyRows row, T one) throws SQLException;
  }

  /**
   * Writes a row for each within the caller's transaction.
   *
   * @param table with its columns in parentheses
   * @throws DuplicateKeyException if one of them is there already; the transaction is lost then
   */
  public <T> void into(String table, Collection<T> all, Cells<T> cells) {
    if (all.isEmpty()) {
      return;
    }
    ConnectionCallback<Long> sending =
        connection -> {
          if (Pool.isWalled(connection)) {
            return insert(connection, table, all, cells);
          }
          CopyIn in =
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
          try {
            BinaryRows rows = new BinaryRows(in);
            for (T one : all) {
              cells.write(rows.row(), one);
            }
            return rows.end();
          } finally {
            if (in.isActive()) {
              in.cancelCopy();
            }
          }
        };
    jdbc.execute(sending);
  }

  private static <T> Long insert(
      Connection connection, String table, Collection<T> all, Cells<T> cells) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(InsertRows.into(table))) {
      InsertRows rows = new InsertRows(statement);
      for (T one : all) {
        cells.write(rows.row(), one);
      }
      rows.end();
      return (long) statement.executeBatch().length;
    }
  }
}
