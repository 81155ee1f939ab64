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
