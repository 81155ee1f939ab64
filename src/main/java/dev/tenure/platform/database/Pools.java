package dev.tenure.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The application's connections. Whoever asks for one gets it from the pool of what it is used for,
 * and a tenant's sees that tenant's rows alone. The pools sign in as different roles, so that no
 * statement on a tenant's connection can become the platform's.
 */
public final class Pools extends AbstractDataSource implements AutoCloseable {

  private static final Duration PATIENCE_OF_A_REQUEST = Duration.ofSeconds(3);

  private final Map<Pool, TenantConnections> pools = new EnumMap<>(Pool.class);

  /** Opens pools in which connections are made as they are needed. */
  Pools(DatabaseServer server, DatabaseProperties properties, TimeOuts timeOuts) {
    this(server.jdbcUrl(), server.owner(), server.application(), properties.poolSize(), timeOuts);
    of(Pool.GATE).awaitServer(properties.startPatience());
  }

  private Pools(
      String url, Login owner, Optional<Login> application, int connections, TimeOuts timeOuts) {
    for (Pool pool : Pool.values()) {
      HikariDataSource data = new HikariDataSource();
      data.setPoolName(pool.application());
      data.setJdbcUrl(url);
      data.setUsername(application.map(a -> pool.role().name(a.user())).orElse(owner.user()));
      data.setPassword(application.orElse(owner).password());
      data.setMaximumPoolSize(pool.size(connections));
      data.setMinimumIdle(pool == Pool.GATE ? 1 : 0);
      data.setConnectionTimeout(PATIENCE_OF_A_REQUEST.toMillis());
      data.setValidationTimeout(PATIENCE_OF_A_REQUEST.dividedBy(2).toMillis());
      data.addDataSourceProperty("ApplicationName", pool.application());
      data.addDataSourceProperty("connectTimeout", "3");
      data.addDataSourceProperty("tcpKeepAlive", "true");
      data.addDataSourceProperty("options", options(pool, application.isPresent(), timeOuts));
      pools.put(pool, new TenantConnections(data));
    }
  }

  /** Pools as the product's, for tests that wire some modules by hand. */
  public static Pools of(String url, Login owner, Login application, int connections) {
    return new Pools(
        url,
        owner,
        Optional.of(application),
        connections,
        new TimeOuts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofSeconds(60)));
  }

  private static String options(Pool pool, boolean walls, TimeOuts timeOuts) {
    String limits =
        "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(timeOuts.of(pool.work()).toMillis(), timeOuts.idle().toMillis());
    return walls ? limits + " -c search_path=" + pool.role().searchPath() : limits;
  }

  private TenantConnections of(Pool pool) {
    return Objects.requireNonNull(pools.get(pool));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Use use = Use.current();
    return of(Pool.of(use)).take(use);
  }

  @Override
  public Connection getConnection(String username, String password) {
    throw new UnsupportedOperationException("What it is used for decides who signs in");
  }

  @Override
  public void close() {
    pools.values().forEach(TenantConnections::close);
  }
}
