package dev.tenure.collection.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database as a process reaches it that dies at a change of the data: all its connections end
 * at once, and whatever code of it still runs reaches nothing any more.
 */
final class MortalDataSource extends AbstractDataSource {

  /** When a process dies that makes a change durable. */
  enum Death {
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final DriverManagerDataSource database;
  private final boolean facts;
  private final int last;
  private final Death death;
  private final Thread mortal = Thread.currentThread();
  private final Queue<Connection> open = new ConcurrentLinkedQueue<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final List<String> durable = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private int changes;
  private volatile boolean dead;

  /**
   * A database for a process of which the present thread is the one that counts.
   *
   * @param facts whether it gets to write facts before it dies
   * @param last the change at which it dies, from 1
   */
  MortalDataSource(DriverManagerDataSource database, boolean facts, int last, Death death) {
    this.database = database;
    this.facts = facts;
    this.last = last;
    this.death = death;
  }

  /** The transactions of this thread that made something durable, each as its statements. */
  List<String> durable() {
    return List.copyOf(durable);
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!facts && Thread.currentThread().getName().equals("facts")) {
      awaitNothing();
    }
    requireLife();
    Connection connection = database.getConnection();
    open.add(connection);
    return proxy(Connection.class, (method, args) -> onConnection(connection, method, args));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private void awaitNothing() throws SQLException {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new SQLException("Interrupted", e);
    }
  }

  private void requireLife() throws SQLException {
    if (dead) {
      throw new SQLException("This process is dead", "08003");
    }
  }

  private @Nullable Object onConnection(
      Connection connection, Method method, Object @Nullable [] args) throws SQLException {
    return switch (method.getName()) {
      // The server rolls back what a dead process left.
      case "rollback", "setAutoCommit" -> {
        if (Thread.currentThread() == mortal) {
          pending.clear();
        }
        yield dead ? null : call(connection, method, args);
      }
      case "commit" -> {
        boolean idle =
            connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
        yield idle
            ? call(connection, method, args)
            : durably("COMMIT", () -> call(connection, method, args));
      }
      case "prepareStatement" -> {
        String sql = String.valueOf(args == null ? null : args[0]);
        Object statement = Objects.requireNonNull(call(connection, method, args));
        yield proxy(
            PreparedStatement.class, (m, a) -> onStatement(connection, statement, sql, m, a));
      }
      case "close" -> {
        open.remove(connection);
        connection.close();
        yield null;
      }
      default -> call(connection, method, args);
    };
  }

  private @Nullable Object onStatement(
      Connection connection, Object statement, String sql, Method method, Object @Nullable [] args)
      throws SQLException {
    boolean makesDurable =
        method.getName().startsWith("execute")
            && (sql.endsWith("COMMIT")
                || (connection.getAutoCommit() && !sql.stripLeading().startsWith("SELECT")));
    if (makesDurable) {
      return durably(sql, () -> call(statement, method, args));
    }
    if (method.getName().startsWith("execute") && Thread.currentThread() == mortal) {
      pending.add(sql);
    }
    return call(statement, method, args);
  }

  private @Nullable Object durably(String sql, Call call) throws SQLException {
    if (Thread.currentThread() != mortal) {
      return call.make();
    }
    changes++;
    if (changes == last && death == Death.BEFORE_COMMIT) {
      die();
    }
    Object answer = call.make();
    pending.add(sql);
    durable.add(String.join("\n", pending));
    pending.clear();
    if (changes == last) {
      die();
    }
    return answer;
  }

  private void die() throws SQLException {
    dead = true;
    for (Connection connection : open) {
      connection.abort(Runnable::run);
    }
    requireLife();
  }

  private @Nullable Object call(@Nullable Object target, Method method, Object @Nullable [] args)
      throws SQLException {
    requireLife();
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Call {
    @Nullable Object make() throws SQLException;
  }

  private interface Handler {
    @Nullable Object handle(Method method, Object @Nullable [] args) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> handler.handle(method, args)));
  }
}
