package dev.tenure.platform.web;

import dev.tenure.platform.ReadinessCause;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The database answers, and has the tables that this node was started with. */
@Component
class DatabaseReady implements ReadinessCause {

  private static final Finding GONE = new Finding("database", true);
  private static final Finding NOT_MIGRATED = new Finding("not-migrated", true);

  private final ReadyStore store;
  private final ObjectProvider<Flyway> flyway;
  private @Nullable Boolean migrated;

  DatabaseReady(ReadyStore store, ObjectProvider<Flyway> flyway) {
    this.store = store;
    this.flyway = flyway;
  }

  @Override
  public Optional<Finding> finding() {
    try {
      if (!store.answers()) {
        return Optional.of(NOT_MIGRATED);
      }
      return isMigrated() ? Optional.empty() : Optional.of(NOT_MIGRATED);
    } catch (DataAccessException | TransactionException gone) {
      return Optional.of(GONE);
    }
  }

  /** Asked once: tables only ever go forward, and this node's are there when it starts. */
  private boolean isMigrated() {
    Boolean known = migrated;
    if (known == null) {
      Flyway migrations = flyway.getIfAvailable();
      known = migrations == null || pending(migrations).length == 0;
      migrated = known ? Boolean.TRUE : null;
    }
    return known;
  }

  private static MigrationInfo[] pending(Flyway migrations) {
    return migrations.info().pending();
  }
}
