package dev.tenure.reporting;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Stops a thread before each of its statements and commits, for a test to do something then. */
final class Steps implements BeanPostProcessor {

  private static final ThreadLocal<@Nullable Walk> WALK = new ThreadLocal<>();

  /** What happens before a statement or commit. */
  interface Step {
    /**
     * Called before each.
     *
     * @param n which of the thread, from 1
     * @param connection by which it is sent
     */
    void before(int n, Connection connection) throws SQLException;
  }

  private static final class Walk {
    private final Step step;
    private int steps;

    Walk(Step step) {
      this.step = step;
    }
  }

  /** Runs it step by step, and answers how many there were. */
  static int through(Runnable work, Step step) {
    Walk walk = new Walk(step);
    WALK.set(walk);
    try {
      work.run();
    } finally {
      WALK.remove();
    }
    return walk.steps;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource pool
        ? new DelegatingDataSource(pool) {
          @Override
          public Connection getConnection() throws SQLException {
            return watched(Connection.class, pool.getConnection(), null);
          }
        }
        : bean;
  }

  private static <T> T watched(Class<T> type, T real, @Nullable Connection of) {
    return type.cast(
        Proxy.newProxyInstance(
            Steps.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              Connection connection = of == null ? (Connection) real : of;
              if (method.getName().startsWith("execute") || method.getName().equals("commit")) {
                step(connection);
              }
              Object result = invoke(real, method, args);
              return result instanceof PreparedStatement statement && of == null
                  ? watched(PreparedStatement.class, statement, connection)
                  : result;
            }));
  }

  private static void step(Connection connection) throws SQLException {
    Walk walk = WALK.get();
    if (walk != null) {
      WALK.remove();
      try {
        walk.step.before(++walk.steps, connection);
      } finally {
        WALK.set(walk);
      }
    }
  }

  private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
