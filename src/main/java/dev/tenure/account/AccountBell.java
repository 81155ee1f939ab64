package dev.tenure.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
 * Hears from other nodes which accounts changed, on a connection that sleeps until there is news. A
 * bell only: who listens also looks on its own now and then, so a lost signal costs time, never
 * truth. Whether the channel works is tried by sending itself an echo: a pooler between Tenure and
 * PostgreSQL may take LISTEN and bring nothing, and a dead connection is silent.
 */
@Component
class AccountBell implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(AccountBell.class);

  /** How long it sleeps without news before it tries whether it hears. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private static final Duration LONGEST_ECHO = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final DataSource database;
  private final AccountSignal signal;
  private final AccountChannel channel;
  private volatile @Nullable Thread listener;
  private boolean deaf;

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
        // It goes back to others, who would gather what they never ask for.
        execute(connection, "UNLISTEN *");
      } catch (SQLException | RuntimeException e) {
        if (isRunning()) {
          log.warn("Lost the bell for account changes, trying again: {}", e.getMessage());
        }
      }
      if (isRunning()) {
        // While nothing is heard all are told each second: nobody waits longer for want of a bell.
        signal.tellThatAnyMayHave();
        LockSupport.parkNanos(AFTER_FAILURE.toNanos());
      }
    }
  }

  /** Returns when it hears nothing any more. */
  private void listen(Connection connection) throws SQLException {
    execute(connection, "LISTEN " + AccountChannel.NAME);
    PGConnection postgres = connection.unwrap(PGConnection.class);
    echo();
    // What was said before anybody listened went unheard.
    signal.tellThatAnyMayHave();
    boolean echoAwaited = true;
    while (isRunning()) {
      Duration longest = echoAwaited ? LONGEST_ECHO : LONGEST_SILENCE;
      PGNotification[] heard = postgres.getNotifications((int) longest.toMillis());
      if (heard != null && heard.length > 0) {
        echoAwaited &= !tell(heard);
      } else if (echoAwaited) {
        becomeDeaf();
        return;
      } else {
        echo();
        echoAwaited = true;
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Says something on another connection, as another node would. */
  private void echo() throws SQLException {
    try (Connection other = database.getConnection();
        PreparedStatement notify = other.prepareStatement("SELECT pg_notify(?, ?)")) {
      notify.setString(1, AccountChannel.NAME);
      notify.setString(2, channel.echo());
      notify.execute();
    }
  }

  /** Answers whether this node heard itself. */
  private boolean tell(PGNotification[] heard) {
    boolean own = false;
    for (PGNotification notification : heard) {
      own |= channel.isOwn(notification.getParameter());
      channel.fromElsewhere(notification.getParameter()).ifPresent(signal::tell);
    }
    if (own && deaf) {
      deaf = false;
      log.info("Changes of accounts on other nodes are heard of again");
    }
    return own;
  }

  private void becomeDeaf() {
    if (!deaf) {
      deaf = true;
      log.warn(
          "What is said on the channel {} doesn't come back. Is a pooler that doesn't pass LISTEN"
              + " on between Tenure and PostgreSQL? Tenure looks every few seconds instead.",
          AccountChannel.NAME);
    }
  }
}
