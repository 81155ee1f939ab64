package dev.tenure.billing.facts;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Figures that several statements contribute to, as of one instant: what is counted of all
 * customers and what is read of one must belong together.
 */
@Component
public class Snapshot {

  private final TransactionTemplate transaction;

  Snapshot(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
    this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Does the work; within a transaction of the caller's it sees what that one sees. */
  public <T> T read(Supplier<T> work) {
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? work.get()
        : Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
