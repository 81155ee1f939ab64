package dev.tenure.collection.intake;

import dev.tenure.platform.database.Use;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that don't wait long for somebody else's locks. */
final class Transactions {

  /** What a statement that waited too long for a lock fails with; Spring has no word for it. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final TransactionTemplate transaction;

  Transactions(TransactionTemplate transaction) {
    this.transaction = transaction;
  }

  /**
   * Does the work in a transaction, and returns when it is committed.
   *
   * @throws CannotAcquireLockException if somebody else holds what it needs; try again later
   */
  <T> T within(Supplier<T> work) {
    try {
      return Objects.requireNonNull(
          Use.INTAKE.call(() -> transaction.execute(status -> work.get())));
    } catch (UncategorizedSQLException failed) {
      if (failed.getCause() instanceof SQLException sql
          && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        throw new CannotAcquireLockException("Somebody else holds the customer", failed);
      }
      throw failed;
    }
  }
}
