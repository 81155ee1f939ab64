package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  private static AccountWorld world;
  private static ResellerId north;
  private static Actor dana;
  private static int customers;

  private CustomerId acme;

  @BeforeAll
  static void open() {
    world = new AccountWorld();
    north = world.reseller("North");
    dana = AccountWorld.dana(north);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void create() {
    world.database.moveClock(AccountWorld.START);
    acme = world.customer(north, "Acme " + ++customers);
    world.goTo("2026-11-22T12:00:00Z");
  }

  private Refusal refusal(Runnable command) {
    try {
      command.run();
    } catch (Refused refused) {
      return refused.refusal();
    }
    throw new AssertionError("The command was not refused");
  }

  private List<String> trail(UUID chain) {
    return world
        .database
        .jdbc()
        .sql(
            "SELECT action || ' ' || outcome FROM audit_entry WHERE chain_id = :chain ORDER BY seq")
        .param("chain", chain)
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  private List<String> effects() {
    return world
        .database
        .jdbc()
        .sql(
            """
            SELECT kind || ' ' || coalesce(outcome, to_char(due_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'))
            FROM effect
            WHERE account_id = :id
            ORDER BY id
            """)
        .param("id", acme.value())
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  @Test
  @DisplayName("A5: a reseller can't lift Support's hold; lifting its own says who still holds it")
  void holdsByOwner() {
    world.disable(acme, dana);
    world.disable(acme, AccountWorld.support());
    world.disable(acme, AccountWorld.policy());
    assertThat(world.account(acme).state().holds())
        .extracting(Hold::owner)
        .containsExactlyInAnyOrder(HoldOwner.RESELLER, HoldOwner.SUPPORT, HoldOwner.PAYMENT_POLICY);
    Outcome lifted = world.reenable(acme, dana);
    assertThat(lifted)
        .isInstanceOfSatisfying(
            Outcome.Done.class, d -> assertThat(d.status()).isEqualTo(Status.DISABLED));
    assertThat(refusal(() -> world.reenable(acme, dana)))
        .satisfies(r -> assertThat(r.code()).isEqualTo("hold-not-yours"))
        .satisfies(r -> assertThat(r.sentence()).contains("Support"));
    world.reenable(acme, AccountWorld.support());
    assertThat(world.account(acme).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  @DisplayName("A7: disabling and re-enabling leave the schedule alone; at T it ends all the same")
  void scheduleAndHoldAreIndependent() {
    world.terminateOn(acme, "2026-11-30T00:00", dana);
    world.disable(acme, dana);
    assertThat(world.account(acme).state().scheduled())
        .contains(Instant.parse("2026-11-30T00:00:00Z"));
    world.reenable(acme, dana);
    assertThat(world.account(acme).state().scheduled())
        .contains(Instant.parse("2026-11-30T00:00:00Z"));
    world.disable(acme, dana);
    world.goTo("2026-11-29T23:59:59.999999Z");
    assertThat(world.account(acme).status()).isEqualTo(Status.DISABLED);
    world.goTo("2026-11-30T00:00:00Z");
    assertThat(world.account(acme).status()).isEqualTo(Status.TERMINATED);
  }

  @Test
  @DisplayName("A7: terminate now replaces a scheduled termination and supersedes its effects")
  void nowReplacesTheSchedule() {
    world.terminateOn(acme, "2026-11-30T00:00", dana);
    world.later(Duration.ofSeconds(1));
    world.terminate(acme, dana);
    assertThat(world.account(acme).state())
        .isEqualTo(new State.Terminated(Instant.parse("2026-11-22T12:00:01Z")));
    assertThat(effects())
        .containsExactly(
            "notify-reseller 11-22 12:00",
            "close-sessions superseded",
            "cut-facts superseded",
            "notify-reseller superseded",
            "close-sessions 11-22 12:00",
            "cut-facts 11-22 12:00",
            "notify-reseller 11-22 12:00");
  }

  @Test
  @DisplayName("A6: withdrawing after T is refused and says by how much it came too late")
  void withdrawnTooLate() {
    world.terminateOn(acme, "2026-11-30T00:00", dana);
    world.goTo("2026-11-30T00:01:30Z");
    assertThat(refusal(() -> world.withdraw(acme, dana)))
        .satisfies(r -> assertThat(r.code()).isEqualTo("withdrawn-too-late"))
        .satisfies(r -> assertThat(r.sentence()).contains("1 minutes and 30 seconds"));
  }

  @Test
  @DisplayName("C1: the service period follows T: set, moved both ways, withdrawn, reinstated")
  void servicePeriodFollows() {
    Instant from = AccountWorld.START;
    world.terminateOn(acme, "2026-11-30T00:00", dana);
    assertThat(periods()).containsExactly(new Period(from, Instant.parse("2026-11-30T00:00:00Z")));
    world.terminateOn(acme, "2026-12-24T00:00", dana);
    assertThat(periods()).containsExactly(new Period(from, Instant.parse("2026-12-24T00:00:00Z")));
    world.terminateOn(acme, "2026-11-23T00:00", dana);
    world.withdraw(acme, dana);
    assertThat(periods()).containsExactly(new Period(from, null));
    world.later(Duration.ofSeconds(1));
    world.terminate(acme, dana);
    world.goTo("2026-12-01T00:00:00Z");
    world.reinstate(acme, AccountWorld.support());
    assertThat(periods())
        .containsExactly(
            new Period(from, Instant.parse("2026-11-22T12:00:01Z")),
            new Period(Instant.parse("2026-12-01T00:00:00Z"), null));
    assertThat(periods()).isEqualTo(world.account(acme).timeline().periods());
  }

  private List<Period> periods() {
    return world.the(PeriodStore.class).of(acme);
  }

  @Test
  @DisplayName("A8: what was picked is kept beside the instant that rules")
  void pickedIsKept() {
    world.terminateOn(acme, "2027-03-28T01:30", dana);
    Intent set = world.account(acme).timeline().intents().getLast();
    assertThat(set.effectiveAt()).isEqualTo("2027-03-28T01:00:00Z");
    assertThat(set.picked()).hasToString("Picked[local=2027-03-28T01:30, zone=Europe/London]");
  }

  @Test
  @DisplayName(
      "A10: a command with an old version changes nothing and says who changed what and when")
  void staleVersion() {
    Order stale = world.order(acme, dana);
    world.later(Duration.ofSeconds(1));
    world.terminateOn(acme, "2026-11-30T00:00", AccountWorld.support());
    long version = world.account(acme).version();
    assertThat(refusal(() -> world.the(DisableCustomer.class).disable(stale)))
        .isEqualTo(
            new Refusal.Conflict(
                "account-changed",
                "Acme %d was changed meanwhile: termination scheduled for 30 Nov 2026, 00:00 UTC by Sam Support. Nothing was done; look again and decide."
                    .formatted(customers),
                "termination scheduled for 30 Nov 2026, 00:00 UTC",
                "Sam Support",
                Instant.parse("2026-11-22T12:00:01Z")));
    assertThat(world.account(acme).version()).isEqualTo(version);
    assertThat(trail(acme.value())).endsWith("customer.disable account-changed");
  }

  @Test
  @DisplayName("G: a warning whose facts no longer hold refuses the command")
  void fingerprint() {
    Order order = world.order(acme, dana);
    Order shown = new Order(acme, order.seenVersion(), "something else", order.reason(), dana);
    assertThat(refusal(() -> world.the(DisableCustomer.class).disable(shown)).code())
        .isEqualTo("facts-changed");
    String now = Fingerprint.of(world.account(acme), world.account(acme).readAt(), "");
    world
        .the(DisableCustomer.class)
        .disable(new Order(acme, order.seenVersion(), now, order.reason(), dana));
    assertThat(world.account(acme).status()).isEqualTo(Status.DISABLED);
  }

  @Test
  @DisplayName("G: a name typed wrongly terminates nothing")
  void typedName() {
    Refusal refusal =
        refusal(
            () -> world.the(TerminateCustomer.class).terminate(world.order(acme, dana), "Acme"));
    assertThat(refusal)
        .isInstanceOfSatisfying(
            Refusal.Invalid.class, i -> assertThat(i.field()).isEqualTo("typedName"));
    assertThat(world.account(acme).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  @DisplayName(
      "B5: another reseller's account is not there, and nothing about it leaks into its trail")
  void foreignReseller() {
    Actor eve = AccountWorld.dana(world.reseller("South " + customers));
    assertThat(refusal(() -> world.the(Accounts.class).require(acme, eve)).code())
        .isEqualTo("not-found");
    for (Command command : Command.values()) {
      Order order = new Order(acme, 1, null, Reason.none(), eve);
      assertThat(
              refusal(() -> {
                switch (command) {
                  case DISABLE -> world.the(DisableCustomer.class).disable(order);
                  case REENABLE -> world.the(ReenableCustomer.class).reenable(order);
                  case TERMINATE_NOW -> world.the(TerminateCustomer.class).terminate(order, "x");
                  case TERMINATE_ON_DATE ->
                      world
                          .the(ScheduleTermination.class)
                          .schedule(
                              order,
                              Moment.resolve(
                                  java.time.LocalDate.of(2030, 1, 1), null, AccountWorld.LONDON),
                              "x");
                  case WITHDRAW_TERMINATION -> world.the(WithdrawTermination.class).withdraw(order);
                  case REINSTATE -> world.the(ReinstateCustomer.class).reinstate(order, "x");
                }
              }))
          .isEqualTo(new Refusal.NotFound("customer"));
    }
    assertThat(trail(acme.value())).containsExactly("customer.create done");
    assertThat(trail(java.util.Objects.requireNonNull(eve.reseller()).value()))
        .hasSize(Command.values().length + 1);
  }

  @Test
  @DisplayName("A11: when the trail can't be written, nothing else is")
  void oneTransaction() {
    var jdbc = world.database.jdbc();
    jdbc.sql(
            "ALTER TABLE audit_entry ADD CONSTRAINT full_disk CHECK (action <> 'customer.disable')"
                + " NOT VALID")
        .update();
    try {
      assertThatThrownBy(() -> world.disable(acme, dana))
          .isInstanceOf(org.springframework.dao.DataAccessException.class);
    } finally {
      jdbc.sql("ALTER TABLE audit_entry DROP CONSTRAINT full_disk").update();
    }
    assertThat(world.account(acme).version()).isEqualTo(1);
    assertThat(effects()).isEmpty();
  }

  @Test
  @DisplayName(
      "E3, E4: a requested reinstatement is settled by it; Active again, holds gone, gap stays")
  void reinstated() {
    world.disable(acme, AccountWorld.support());
    world.terminate(acme, dana);
    var requests = world.the(ReinstatementRequests.class);
    assertThat(requests.request(acme, "They paid", dana)).isTrue();
    assertThat(requests.request(acme, "They paid", dana)).isFalse();
    assertThat(requests.queue()).extracting(ReinstatementRequests.Request::customer).contains(acme);
    world.goTo("2026-12-01T00:00:00Z");
    world.reinstate(acme, AccountWorld.support());
    assertThat(world.account(acme).state()).isEqualTo(new State.Active(java.util.Optional.empty()));
    assertThat(requests.open(acme)).isEmpty();
  }

  @Test
  @DisplayName("A13: a terminated account can't be edited")
  void readOnly() {
    world.terminate(acme, dana);
    assertThat(
            refusal(() ->
                    world
                        .the(EditCustomer.class)
                        .edit(world.order(acme, dana), AccountWorld.details("New")))
                .code())
        .isEqualTo("account-terminated");
  }

  @Test
  @DisplayName("A3: intents can't be changed or deleted, not even by hand")
  void appendOnly() {
    assertThatThrownBy(
            () -> world.database.jdbc().sql("UPDATE account_intent SET reason = 'x'").update())
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> world.database.jdbc().sql("DELETE FROM audit_entry").update())
        .hasMessageContaining("append-only");
  }

  @Test
  @DisplayName("A14: holding a reseller leaves its customers' dials alone")
  void heldReseller() {
    ResellerId west = world.reseller("West " + customers);
    CustomerId theirs = world.customer(west, "Theirs");
    world
        .the(Resellers.class)
        .hold(west, 1, new Reason(ReasonCode.MISSED_PAYMENT, ""), AccountWorld.support());
    assertThat(world.the(Resellers.class).require(west).status()).isEqualTo(Status.DISABLED);
    assertThat(world.account(theirs).status()).isEqualTo(Status.ACTIVE);
    assertThat(
            world
                .database
                .jdbc()
                .sql("SELECT access_on FROM customer_dial WHERE customer_id = :id")
                .param("id", theirs.value())
                .query(Boolean.class)
                .single())
        .isTrue();
    world.the(Resellers.class).lift(west, 2, Reason.none(), AccountWorld.support());
    assertThat(world.the(Resellers.class).require(west).status()).isEqualTo(Status.ACTIVE);
  }
}
