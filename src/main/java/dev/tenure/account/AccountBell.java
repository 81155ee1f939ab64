package dev.tenure.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from other nodes which accounts changed. A bell only: whoever listens also looks by itself
 * from time to time, so a lost signal costs time, never truth.
 */
@Component
class AccountBell implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(AccountBell.class);
  private static final int POLL_MILLIS = 500;

  private final DataSource database;
  private final AccountSignal signal;
  private final AccountChannel channel;
  private volatile @Nullable Thread listener;

  AccountBell(DataSource database, AccountSignal signal, AccountChannel channel) {
    this.database = database;
    this.signal = signal;
    this.channel = channel;
  }

  @Override
  public void start() {
    if (!channel.heard()) {
      return;
    }
    // Known before it runs: it looks whether it is meant to.
    Thread starting = Thread.ofVirtual().name("account-bell").unstarted(this::run);
    listener = starting;
    starting.start();
  }

  @Override
  public void stop() {
    Thread running = listener;
    listener = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return listener != null;
  }

  private void run() {
    while (isRunning()) {
      try (Connection connection = database.getConnection()) {
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        if (isRunning()) {
          log.warn("Lost the bell for account changes, trying again: {}", e.getMessage());
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + AccountChannel.NAME);
    }
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (isRunning()) {
      PGNotification[] heard = postgres.getNotifications(POLL_MILLIS);
      if (heard != null) {
        for (PGNotification notification : heard) {
          channel.fromElsewhere(notification.getParameter()).ifPresent(signal::tell);
        }
      }
    }
  }
}
