package dev.tenure.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A pool whose connections are told whose rows they show before they are given out.
 *
 * <p>INVARIANT: no connection leaves with another tenant than the one that asks for it. What a
 * connection was told last is remembered beside it, so that a tenant who gets it again doesn't pay
 * for another journey; a connection of which nothing is known is told.
 */
final class TenantConnections implements AutoCloseable {

  private static final String TELL = "SELECT set_config('tenure.tenant', ?, false)";
  private static final String NOBODY = "";
  private static final String UNKNOWN = "?";

  private final HikariDataSource pool;
  private final Map<PGConnection, String> told = Collections.synchronizedMap(new WeakHashMap<>());

  TenantConnections(HikariDataSource pool) {
    this.pool = pool;
    // That the server isn't there is found out by whoever needs it.
    pool.setInitializationFailTimeout(-1);
  }

  /** Waits for a server that is only just starting, at the first connection. */
  void awaitServer(Duration patience) {
    pool.setInitializationFailTimeout(patience.toMillis());
  }

  Connection take(Use use) throws SQLException {
    Connection connection = pool.getConnection();
    try {
      tell(connection, use.tenant());
      return connection;
    } catch (SQLException | RuntimeException e) {
      pool.evictConnection(connection);
      connection.close();
      throw e;
    }
  }

  private void tell(Connection connection, @Nullable Tenant tenant) throws SQLException {
    UUID id = tenant == null ? null : tenant.id();
    String wanted = id == null ? NOBODY : id.toString();
    PGConnection server = connection.unwrap(PGConnection.class);
    // A new connection's setting is empty, which shows nothing.
    if (wanted.equals(told.getOrDefault(server, NOBODY))) {
      return;
    }
    told.put(server, UNKNOWN);
    try (PreparedStatement statement = connection.prepareStatement(TELL)) {
      statement.setString(1, wanted);
      statement.execute();
    }
    told.put(server, wanted);
  }

  @Override
  public void close() {
    pool.close();
  }
}
