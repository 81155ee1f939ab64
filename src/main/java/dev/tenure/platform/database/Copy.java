package dev.tenure.platform.database;

import java.sql.SQLException;
import java.util.Collection;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** PostgreSQL's COPY, the quickest way for rows of which none is there yet. */
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
          CopyIn in =
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
          try {
            CopyRows rows = new CopyRows(in);
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
}
