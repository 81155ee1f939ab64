package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.database.WithCommit;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** B2 beyond one machine: what one node commits, the others hear of. */
class AccountBellTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final AccountChannel here = new AccountChannel("jdbc:postgresql://shared/tenure");
  private final AccountChannel elsewhere = new AccountChannel("jdbc:postgresql://shared/tenure");

  @Test
  @DisplayName("B2: news of another node names its account; one's own is no news")
  void ownNewsIsNone() {
    UUID account = UUID.randomUUID();
    assertThat(here.fromElsewhere(elsewhere.news(account))).contains(account);
    assertThat(here.fromElsewhere(here.news(account))).isEmpty();
    assertThat(here.isOwn(here.echo())).isTrue();
    assertThat(here.isOwn(elsewhere.echo())).isFalse();
    assertThat(here.fromElsewhere(elsewhere.echo())).isEmpty();
  }

  @Test
  @DisplayName("B2: a database of one's own has no other listeners, and no news is sent there")
  void aloneOnItsOwnDatabase() {
    assertThat(new AccountChannel("").heard()).isFalse();
    assertThat(here.heard()).isTrue();
  }

  @Test
  @DisplayName("B2: what one node writes rings on the other once it is committed")
  void ringsElsewhere() throws InterruptedException {
    try (AccountWorld world = new AccountWorld()) {
      Account acme = world.account(world.customer(world.reseller("Northwind"), "Acme"));
      BlockingQueue<UUID> heard = new LinkedBlockingQueue<>();
      AccountListener listener = heard::add;
      AccountSignal signal =
          new AccountSignal(
              new StaticListableBeanFactory(Map.of("listener", listener))
                  .getBeanProvider(AccountListener.class));
      AccountBell bell = new AccountBell(world.the(DataSource.class), signal, elsewhere);
      AccountStore store =
          new AccountStore(
              world.the(JdbcClient.class),
              world.the(NamedParameterJdbcOperations.class),
              here,
              world.the(WithCommit.class),
              world.database.clock());
      bell.start();
      try {
        UUID rung = null;
        // What is committed before the bell listens goes unheard.
        for (int tries = 0; rung == null && tries < 200; tries++) {
          store.write(
              acme.id(),
              acme.timeline().fold(),
              new Change("x", "y", NOON),
              lifted(acme.version() + 1 + tries),
              new String[0]);
          rung = heard.poll(50, TimeUnit.MILLISECONDS);
        }
        assertThat(rung).isEqualTo(acme.id().value());
      } finally {
        bell.stop();
      }
    }
  }

  @Test
  @DisplayName("B2: after an outage, during which nobody listened, any account may have changed")
  void listensAgain() throws InterruptedException {
    try (AccountWorld world = new AccountWorld()) {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      AccountListener listener =
          new AccountListener() {
            @Override
            public void accountChanged(UUID account) {
              heard.add(account.toString());
            }

            @Override
            public void accountsMayHaveChanged() {
              heard.add("any");
            }
          };
      AccountSignal signal =
          new AccountSignal(
              new StaticListableBeanFactory(Map.of("listener", listener))
                  .getBeanProvider(AccountListener.class));
      AccountBell bell = new AccountBell(world.the(DataSource.class), signal, elsewhere);
      bell.start();
      try {
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("any");
        Integer ended =
            world
                .the(JdbcClient.class)
                .sql(
                    """
                    SELECT count(pg_terminate_backend(pid))
                    FROM pg_stat_activity
                    WHERE query = 'LISTEN tenure_account'
                      AND datname = current_database()
                    """)
                .query(Integer.class)
                .single();
        assertThat(ended).isPositive();
        // Once when the connection is lost, and once when there is another: what was said between
        // the two went unheard. No echo of its own is taken for an account.
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("any");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("any");
      } finally {
        bell.stop();
      }
    }
  }

  private static Intent lifted(long version) {
    return new Intent(
        version,
        IntentKind.HOLD_LIFTED,
        HoldOwner.RESELLER,
        Author.of(AccountWorld.policy()),
        Reason.none(),
        NOON,
        NOON,
        null);
  }
}
