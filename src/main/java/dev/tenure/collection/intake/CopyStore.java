package dev.tenure.collection.intake;

import java.util.Collection;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** COPY, the quickest way for rows of which none is there yet. */
@Repository
class CopyStore {

  private static final int BYTES_OF_A_ROW = 300;

  private final JdbcTemplate jdbc;

  CopyStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Writes the rows within the caller's transaction.
   *
   * @param into the table and its columns
   * @param write one row's cells
   * @throws DuplicateKeyException if one of them is there already; the transaction is lost then
   */
  <T> void copy(String into, Collection<T> rows, int columns, BiConsumer<BinaryRows, T> write) {
    if (rows.isEmpty()) {
      return;
    }
    BinaryRows binary = new BinaryRows(rows.size() * BYTES_OF_A_ROW);
    for (T row : rows) {
      write.accept(binary.row(columns), row);
    }
    binary.end();
    ConnectionCallback<Long> sending =
        connection -> {
          CopyIn in =
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("COPY " + into + " FROM STDIN (FORMAT binary)");
          try {
            in.writeToCopy(binary.bytes(), 0, binary.length());
            return in.endCopy();
          } finally {
            if (in.isActive()) {
              in.cancelCopy();
            }
          }
        };
    jdbc.execute(sending);
  }
}
