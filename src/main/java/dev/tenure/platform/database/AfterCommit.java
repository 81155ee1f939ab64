package dev.tenure.platform.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What others are told of a transaction once it holds, and not if it is undone. */
public final class AfterCommit {

  private AfterCommit() {}

  /** Does it right after the commit of the transaction that is open; at once if none is. */
  public static void run(Runnable action) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      action.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
