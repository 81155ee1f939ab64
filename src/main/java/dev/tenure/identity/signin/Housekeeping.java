package dev.tenure.identity.signin;

import dev.tenure.platform.Serving;
import dev.tenure.platform.clock.Irreversible;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes rows that no query counts any more; nothing depends on when, so nothing is removed while
 * the clock is in doubt (A16).
 */
@Component
@Serving
class Housekeeping {

  private final HousekeepingStore store;
  private final Irreversible irreversible;
  private final TransactionTemplate transaction;

  Housekeeping(
      HousekeepingStore store, Irreversible irreversible, TransactionTemplate transaction) {
    this.store = store;
    this.irreversible = irreversible;
    this.transaction = transaction;
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
  void tidy() {
    transaction.executeWithoutResult(status -> {
      if (irreversible.permitted()) {
        store.deleteEnded();
      }
    });
  }
}
