package dev.tenure.platform.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.account.Accounts;
import dev.tenure.account.ConfirmClock;
import dev.tenure.account.Intent;
import dev.tenure.account.Status;
import dev.tenure.account.WithdrawTermination;
import dev.tenure.audit.AuditTrail;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.ModuleStory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeptTimeTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LEAP = Duration.ofMinutes(1);

  /** A database whose clock is moved under it, and nodes whose counters go on all the same. */
  private static final class World extends ModuleStory {

    World() {
      super(
          8,
          NOON,
          Wiring.class,
          Map.of(),
          beans -> beans.registerBean(Presence.class, () -> new FixedPresence(0, 0)));
    }

    Collection<LawCheck> laws() {
      return context().getBeansOfType(LawCheck.class).values();
    }

    @ComponentScan(
        basePackageClasses = {Accounts.class, AuditTrail.class},
        excludeFilters =
            @ComponentScan.Filter(
                type = FilterType.REGEX,
                pattern = ".*(AccountBell|World.*|Test.*)"))
    static class Wiring {}
  }

  private final World world = new World();
  private final ClockStore store = new ClockStore(world.the(JdbcClient.class));
  private final Clocks clocks = world.the(Clocks.class);
  private long counter;
  private final TimeKeeping one = node("one");
  private final TimeKeeping other = node("other");
  private final ResellerId north = world.reseller("North");
  private final Actor dana = World.dana(north);

  private TimeKeeping node(String name) {
    return new TimeKeeping(store, new SystemClock(), () -> counter, LEAP, name);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Time passes, on the clock and on the nodes' counters. */
  private void pass(Duration time) {
    counter += time.toNanos();
    world.database.stepBack(time.negated());
  }

  private void beat() {
    one.beat();
    other.beat();
  }

  /** Sets the clock, and nothing else. */
  private void step(Duration by) {
    world.database.stepBack(by.negated());
  }

  private Instant now() {
    return world
        .database
        .jdbc()
        .sql("SELECT tenure_now()")
        .query((rs, n) -> rs.getTimestamp(1).toInstant())
        .single();
  }

  private boolean open(CustomerId id) {
    return world
        .database
        .jdbc()
        .sql("SELECT access_on FROM customer_dial WHERE customer_id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  private void lawful() {
    for (LawCheck law : world.laws()) {
      assertThat(law.run().violations()).as(law.rule() + " " + law.sentence()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "A15: a clock set back opens no terminated account, and whatever is vital works at once")
  void standsStill() {
    CustomerId over = world.customer(north, "Over");
    CustomerId acme = world.customer(north, "Acme");
    CustomerId idle = world.customer(north, "Idle");
    beat();
    world.terminateOn(over, "2026-11-22T12:30", dana);
    pass(Duration.ofMinutes(30));
    beat();
    assertThat(world.account(over).status()).isEqualTo(Status.TERMINATED);

    step(Duration.ofHours(-1));
    assertThat(world.account(over).status())
        .as("before any node saw it")
        .isEqualTo(Status.TERMINATED);
    pass(Duration.ofSeconds(1));
    beat();
    assertThat(world.account(over).status()).isEqualTo(Status.TERMINATED);
    assertThat(open(over)).isFalse();
    ClockStanding standing = clocks.standing();
    assertThat(standing.state()).isEqualTo(ClockStanding.State.BEHIND);
    assertThat(standing.by()).isEqualTo(Duration.ofHours(1));
    assertThat(clocks.steps()).hasSize(1);

    world.disable(acme, dana);
    assertThat(open(acme)).isFalse();
    world.reenable(acme, dana);
    assertThat(open(acme)).isTrue();
    world.disable(acme, dana);
    world.reenable(acme, dana);
    world.terminate(acme, dana);
    assertThat(open(acme)).isFalse();
    assertThat(world.account(acme).status()).isEqualTo(Status.TERMINATED);
    world.reinstate(acme, World.support());
    assertThat(world.account(acme).status()).isEqualTo(Status.ACTIVE);
    world.terminateOn(acme, "2026-12-01", dana);
    world.the(WithdrawTermination.class).withdraw(world.order(acme, dana));
    world.terminate(acme, dana);
    List<Instant> recorded =
        world.account(acme).timeline().intents().stream().map(Intent::recordedAt).toList();
    assertThat(recorded).isSorted().doesNotHaveDuplicates();
    assertThat(recorded.getLast()).isEqualTo(now());
    assertThatThrownBy(() -> world.terminateOn(idle, "2026-11-22T12:15", dana))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("date-not-in-future"));
    lawful();

    Instant stood = now();
    pass(Duration.ofMinutes(59));
    beat();
    assertThat(now()).isEqualTo(stood);
    pass(Duration.ofMinutes(2));
    beat();
    assertThat(now()).as("caught up").isAfter(stood).isEqualTo(world.database.clock().now());
    assertThat(clocks.standing().right()).isTrue();
    assertThat(clocks.steps())
        .singleElement()
        .satisfies(back -> assertThat(back.outcome()).isEqualTo(ClockStep.Outcome.CAUGHT_UP));
    pass(Duration.ofSeconds(1));
    beat();
    assertThat(clocks.steps()).as("no node takes its end for another step").hasSize(1);
    lawful();
  }

  @Test
  @DisplayName("A15: whatever was decided in the second before the clock went back stays, too")
  void lastSecond() {
    CustomerId acme = world.customer(north, "Acme");
    beat();
    pass(Duration.ofMillis(600));
    world.terminate(acme, dana);
    step(Duration.ofHours(-2));
    assertThat(world.account(acme).status()).isEqualTo(Status.TERMINATED);
    assertThat(open(acme)).isFalse();
  }

  @Test
  @DisplayName(
      "A16: a clock that leaps opens nothing, ends nothing for good, and leaves no trace once it is"
          + " back")
  void leapsAndReturns() {
    CustomerId acme = world.customer(north, "Acme");
    CustomerId bell = world.customer(north, "Bell");
    world.terminateOn(acme, "2026-11-23", dana);
    beat();
    pass(Duration.ofSeconds(1));
    step(Duration.ofDays(2));
    beat();
    assertThat(world.the(Irreversible.class).permitted()).isFalse();
    assertThat(open(acme)).as("the gate goes by the clock").isFalse();
    assertThat(open(bell)).isTrue();
    assertThat(world.account(acme).status()).as("but nothing has ended").isEqualTo(Status.ACTIVE);
    assertThat(now()).isBetween(NOON.plusSeconds(1), NOON.plusSeconds(1).plusMillis(1));
    pass(Duration.ofSeconds(5));
    beat();
    assertThat(now())
        .as("time goes on as counted")
        .isBetween(NOON.plusSeconds(6), NOON.plusSeconds(6).plusMillis(1));
    world.disable(bell, dana);
    world.terminate(bell, dana);
    assertThat(open(bell)).isFalse();
    assertThat(world.account(bell).status()).isEqualTo(Status.TERMINATED);
    assertThat(clocks.standing().by()).isCloseTo(Duration.ofDays(2), Duration.ofMillis(1));
    lawful();

    step(Duration.ofDays(-2));
    pass(Duration.ofSeconds(1));
    beat();
    assertThat(world.the(Irreversible.class).permitted()).isTrue();
    assertThat(open(acme)).isTrue();
    assertThat(world.account(bell).status()).isEqualTo(Status.TERMINATED);
    pass(Duration.ofSeconds(1));
    beat();
    assertThat(now()).as("nothing stands still").isEqualTo(world.database.clock().now());
    assertThat(clocks.steps())
        .singleElement()
        .satisfies(step -> assertThat(step.outcome()).isEqualTo(ClockStep.Outcome.RETURNED));
    lawful();

    step(Duration.ofDays(1));
    beat();
    step(Duration.ofDays(-1));
    beat();
    assertThat(clocks.standing().right()).isTrue();
    step(Duration.ofDays(1));
    beat();
    assertThat(clocks.standing().state())
        .as("at the very next heartbeat, too")
        .isEqualTo(ClockStanding.State.IN_DOUBT);
  }

  @Test
  @DisplayName("A16: Support confirms one leap, in the trail; the next one is in doubt again")
  void confirmed() {
    CustomerId acme = world.customer(north, "Acme");
    world.terminateOn(acme, "2026-11-23", dana);
    beat();
    pass(Duration.ofSeconds(1));
    step(Duration.ofDays(2));
    beat();
    ConfirmClock confirm = world.the(ConfirmClock.class);
    long leap = clocks.steps().getFirst().id();
    assertThatThrownBy(() -> confirm.confirm(leap, " ", World.support()))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> confirm.confirm(leap + 1, "phone", World.support()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.refusal().code()).isEqualTo("clock-changed"));
    confirm.confirm(leap, "checked against the radio", World.support());
    assertThat(world.account(acme).status()).isEqualTo(Status.TERMINATED);
    assertThat(world.the(Irreversible.class).permitted()).isTrue();
    assertThat(
            world
                .database
                .jdbc()
                .sql(
                    "SELECT reason || ' ' || actor_name FROM audit_entry WHERE action ="
                        + " 'clock.confirm'")
                .query(String.class)
                .single())
        .isEqualTo("checked against the radio Sam Support");
    pass(Duration.ofSeconds(1));
    beat();
    pass(Duration.ofSeconds(1));
    beat();
    assertThat(clocks.standing().right()).as("both nodes took it").isTrue();
    assertThat(now()).isEqualTo(world.database.clock().now());
    assertThatThrownBy(() -> confirm.confirm(leap, "again", World.support()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.refusal().code()).isEqualTo("clock-not-in-doubt"));

    step(Duration.ofMinutes(2));
    other.beat();
    assertThat(world.the(Irreversible.class).permitted()).as("one node is enough").isFalse();
    long second = clocks.steps().getFirst().id();
    step(Duration.ofMinutes(5));
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> confirm.confirm(second, "phone", World.support()))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.refusal().code()).isEqualTo("clock-changed"));
    beat();
    assertThat(clocks.steps()).hasSize(3);
    assertThat(clocks.steps().get(1).outcome()).isEqualTo(ClockStep.Outcome.MOVED);
    lawful();
  }

  @Test
  @DisplayName(
      "A16: a server that was down for a week starts without doubt, one that is in doubt stays in"
          + " it")
  void starts() {
    beat();
    pass(Duration.ofDays(7));
    node("third").beat();
    assertThat(clocks.standing().right()).isTrue();
    assertThat(now()).isEqualTo(NOON.plus(Duration.ofDays(7)));
    TimeKeeping fourth = node("fourth");
    fourth.beat();
    step(Duration.ofDays(1));
    fourth.beat();
    assertThat(clocks.standing().state()).isEqualTo(ClockStanding.State.IN_DOUBT);
    node("fifth").beat();
    assertThat(clocks.standing().state()).isEqualTo(ClockStanding.State.IN_DOUBT);
  }

  @Test
  @DisplayName(
      "A16: an act between the leap and the heartbeat that sees it takes the time that was counted")
  void beforeTheBeat() {
    SystemClock clock = new SystemClock();
    assertThat(clock.believed(NOON)).isEqualTo(NOON);
    Sight seen = new Sight(System.nanoTime(), NOON, System.nanoTime());
    boolean[] rung = new boolean[1];
    clock.onLeap(() -> rung[0] = true);
    clock.follow(seen, seen, NOON, false, LEAP);
    assertThat(clock.believed(NOON.plusSeconds(30))).isEqualTo(NOON.plusSeconds(30));
    assertThat(rung[0]).isFalse();
    assertThat(clock.believed(NOON.plus(Duration.ofDays(1)))).isBefore(NOON.plus(LEAP));
    assertThat(rung[0]).isTrue();
  }

  @Test
  @DisplayName("A15: steps stay as they were written, and an intent from the future is found")
  void kept() {
    beat();
    pass(Duration.ofSeconds(1));
    step(Duration.ofHours(-1));
    beat();
    for (String change :
        List.of(
            "UPDATE clock_step SET node = 'me'", "DELETE FROM clock_step", "TRUNCATE clock_step")) {
      assertThatThrownBy(() -> world.database.jdbc().sql(change).update())
          .hasMessageContaining("refused");
    }
    world
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO account_intent (account_id, version, kind, actor_name, actor_level, reason_code,
              reason, recorded_at, effective_at)
            SELECT account_id, 2, 'HOLD_LIFTED', 'x', 'SUPPORT', 'OTHER', '', '2999-01-01', '2999-01-01'
            FROM account_intent
            """)
        .update();
    LawCheck law =
        world.laws().stream().filter(each -> each.rule().equals("A15")).findFirst().orElseThrow();
    assertThat(law.run().violations()).singleElement().asString().contains("2999");
    assertThat(law.sentence()).contains("behind");
  }
}
