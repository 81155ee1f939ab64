package dev.tenure.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.tenure.platform.database.Login;
import dev.tenure.platform.database.Pools;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A migrated database of a test's own, made in some 30 ms as a copy of a template and dropped when
 * closed. Its clock runs like the machine's until {@link #freezeClock} stops it.
 */
public final class TestDatabase implements AutoCloseable {

  private static final int POOL_SIZE = 8;

  private final TestServer server;
  private final String name;
  private final HikariDataSource pool;
  private final FakeClock clock = new FakeClock();
  private boolean frozen;
  private boolean rewound;

  private TestDatabase(TestServer server, String name, HikariDataSource pool) {
    this.server = server;
    this.name = name;
    this.pool = pool;
  }

  /** A new database with all migrations and a pool of 8 connections. */
  public static TestDatabase fresh() {
    return fresh(POOL_SIZE);
  }

  /** A new database with a pool of up to so many connections. */
  public static TestDatabase fresh(int connections) {
    var server = TestServer.shared();
    String template = TemplateDatabase.on(server);
    String name = "tenure_test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(server, name, pool(server, name, connections));
  }

  private static HikariDataSource pool(TestServer server, String name, int connections) {
    var pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setJdbcUrl(server.urlOf(name));
    pool.setUsername(server.user());
    pool.setPassword(server.password());
    pool.setMaximumPoolSize(connections);
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(Duration.ofSeconds(30).toMillis());
    return pool;
  }

  /** The pool of this database. */
  public DataSource dataSource() {
    return pool;
  }

  /** A client on the pool. */
  public JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  /** The address of this database, for an application under test. */
  public String jdbcUrl() {
    return pool.getJdbcUrl();
  }

  /** The product's own pools on this database, signed in as in production. */
  public Pools pools() {
    return Pools.of(jdbcUrl(), new Login(user(), password()), server.application(), 6);
  }

  /** Who owns this database; fixtures work as the owner, the product doesn't. */
  public String user() {
    return server.user();
  }

  /** The owner's password. */
  public String password() {
    return server.password();
  }

  /**
   * The clock for Java code, in step with {@code tenure_now()} of this database once {@link
   * #freezeClock} was called; before that it stands at the epoch.
   */
  public FakeClock clock() {
    return clock;
  }

  /**
   * From now on the clock of this database stands at the instant, until it is moved. Replaces
   * {@code tenure_clock()} in this database only, by one that reads the one row of {@code
   * test_clock}; {@code tenure_now()} makes of it what it makes of any clock (A15).
   */
  public void freezeClock(Instant instant) {
    if (!frozen) {
      jdbc().sql("CREATE TABLE test_clock (at timestamptz NOT NULL)").update();
      jdbc().sql("GRANT SELECT ON test_clock TO PUBLIC").update();
      jdbc().sql("INSERT INTO test_clock VALUES (:at)").param("at", utc(instant)).update();
      jdbc()
          .sql(
              """
              CREATE OR REPLACE FUNCTION tenure_clock() RETURNS timestamptz
                LANGUAGE sql STABLE PARALLEL SAFE
                RETURN (SELECT at FROM public.test_clock)
              """)
          .update();
      frozen = true;
    }
    moveClock(instant);
  }

  /**
   * Moves the frozen clock, of the database and of {@link #clock()} alike. Going back is for tests
   * that share a world and begin again in it: time goes back with the clock, as if what is dated
   * later hadn't been done yet. See {@link #stepBack} for a clock that goes wrong.
   */
  public void moveClock(Instant instant) {
    if (!frozen) {
      throw new IllegalStateException("Freeze the clock before moving it to " + instant);
    }
    if (instant.isBefore(clock.now()) && !rewound) {
      jdbc()
          .sql(
              """
              CREATE OR REPLACE FUNCTION tenure_now() RETURNS timestamptz
                LANGUAGE sql STABLE PARALLEL SAFE
                RETURN (
                  SELECT greatest(c.at, (
                    SELECT max(recorded_at)
                    FROM public.account_intent
                    WHERE recorded_at <= c.at + interval '1 millisecond'))
                  FROM public.test_clock c)
              """)
          .update();
      rewound = true;
    }
    set(instant);
  }

  /** Sets the frozen clock back as an administrator might: time itself stands still (A15). */
  public void stepBack(Duration duration) {
    set(clock.now().minus(duration));
  }

  private void set(Instant instant) {
    clock.set(instant);
    jdbc().sql("UPDATE test_clock SET at = :at").param("at", utc(clock.now())).update();
  }

  /** Moves the frozen clock on by a duration. */
  public void advanceClock(Duration duration) {
    moveClock(clock.now().plus(duration));
  }

  @Override
  public void close() {
    pool.close();
    execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static void execute(TestServer server, String sql) {
    try (Connection connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Refused by the test server: " + sql, e);
    }
  }
}
