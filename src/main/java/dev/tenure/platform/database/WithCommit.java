package dev.tenure.platform.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes that travel with their transaction's commit: one journey to the database instead of one
 * each. For what nothing reads again within the transaction; until the commit it isn't there. A
 * write that fails undoes the transaction, as it would anywhere else in it.
 */
@Component
public class WithCommit {

  private static final String COMMIT = "COMMIT";

  private final NamedParameterJdbcOperations jdbc;

  /** Writes by this connection; its transactions are those of the calling thread. */
  public WithCommit(NamedParameterJdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Executes the statement when the transaction commits, or at once outside of a transaction.
   * Writes keep their order among themselves.
   */
  public void write(String sql, Map<String, ?> parameters) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      jdbc.update(sql, parameters);
      return;
    }
    Load load = load();
    if (load == null) {
      load = new Load();
      TransactionSynchronizationManager.bindResource(this, load);
      TransactionSynchronizationManager.registerSynchronization(load);
    }
    load.add(sql, parameters);
  }

  /** Sends what waits for the commit; for whoever is about to read what may be among it. */
  public void flush() {
    Load load = load();
    if (load != null) {
      load.send();
    }
  }

  private @Nullable Load load() {
    return (Load) TransactionSynchronizationManager.getResource(this);
  }

  private void execute(List<String> statements, Map<String, ?> parameters) {
    jdbc.execute(
        String.join(";\n", statements),
        parameters,
        statement -> {
          statement.execute();
          return null;
        });
  }

  /** What one transaction has to send yet. */
  private final class Load implements TransactionSynchronization {

    private final List<String> statements = new ArrayList<>();
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();

    void add(String sql, Map<String, ?> more) {
      // Names are told apart by statement only: those that would collide go ahead.
      if (!Collections.disjoint(parameters.keySet(), more.keySet())) {
        send();
      }
      statements.add(sql);
      parameters.putAll(more);
    }

    void send() {
      if (!statements.isEmpty()) {
        execute(statements, parameters);
        statements.clear();
        parameters.clear();
      }
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(WithCommit.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(WithCommit.this, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      // The driver sees that the transaction is over and doesn't commit a second time.
      statements.add(COMMIT);
      send();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(WithCommit.this);
    }
  }
}
