package dev.tenure.platform.web;

import dev.tenure.platform.ReadinessCause;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The database answers, and has the tables that this node was started with. */
@Component
class DatabaseReady implements ReadinessCause {

  private static final Finding GONE = new Finding("database", true);
  private static final Finding NOT_MIGRATED = new Finding("not-migrated", true);

  private final ObjectProvider<ReadyStore> store;
  private final ObjectProvider<Flyway> flyway;
  private volatile boolean migrated;

  DatabaseReady(ObjectProvider<ReadyStore> store, ObjectProvider<Flyway> flyway) {
    this.store = store;
    this.flyway = flyway;
  }

  @Override
  public Optional<Finding> finding() {
    try {
      boolean whole = store.getObject().answers() && isMigrated();
      return whole ? Optional.empty() : Optional.of(NOT_MIGRATED);
    } catch (DataAccessException | TransactionException gone) {
      return Optional.of(GONE);
    }
  }

  /** Asked until the answer is yes: tables only ever go forward. */
  private boolean isMigrated() {
    if (!migrated) {
      Flyway migrations = flyway.getIfAvailable();
      migrated = migrations == null || migrations.info().pending().length == 0;
    }
    return migrated;
  }
}
