package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tenure.platform.Level;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TransitionsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(86_400);

  @Test
  @DisplayName("A6: every command has exactly one cell in every status")
  void tableIsComplete() {
    for (Command command : Command.values()) {
      for (Status status : Status.values()) {
        assertThat(Transitions.TABLE)
            .filteredOn(c -> c.command() == command && c.status() == status)
            .as("%s in %s", command, status)
            .hasSize(1);
      }
    }
  }

  /** A6 word for word: who, what, in which state, scheduled or not, on which date → the ruling. */
  private record Expectation(
      Command command, Level by, String state, boolean scheduled, boolean future, String ruling) {}

  private static Stream<Expectation> law() {
    List<Expectation> law = new ArrayList<>();
    for (Level by : List.of(Level.RESELLER, Level.SUPPORT)) {
      for (String state :
          List.of("active", "held by reseller", "held by support", "held by both", "terminated")) {
        for (boolean scheduled :
            state.equals("terminated") ? List.of(false) : List.of(false, true)) {
          for (boolean future : List.of(false, true)) {
            for (Command command : Command.values()) {
              law.add(
                  new Expectation(
                      command,
                      by,
                      state,
                      scheduled,
                      future,
                      expected(command, by, state, scheduled, future)));
            }
          }
        }
      }
    }
    return law.stream();
  }

  private static String expected(
      Command command, Level by, String state, boolean scheduled, boolean future) {
    boolean over = state.equals("terminated");
    boolean own =
        state.endsWith(by == Level.RESELLER ? "reseller" : "support") || state.endsWith("both");
    boolean others =
        state.endsWith(by == Level.RESELLER ? "support" : "reseller") || state.endsWith("both");
    return switch (command) {
      case DISABLE -> over ? "account-terminated" : own ? "already-disabled" : "DISABLED";
      case REENABLE ->
          over
              ? "account-terminated"
              : !own && !others
                  ? "already-active"
                  : !own ? "hold-not-yours" : others ? "DISABLED" : "ACTIVE";
      case TERMINATE_NOW -> over ? "account-terminated" : "TERMINATED";
      case TERMINATE_ON_DATE ->
          over
              ? "account-terminated"
              : !future ? "date-not-in-future" : state.equals("active") ? "ACTIVE" : "DISABLED";
      case WITHDRAW_TERMINATION ->
          over
              ? "withdrawn-too-late"
              : !scheduled ? "nothing-scheduled" : state.equals("active") ? "ACTIVE" : "DISABLED";
      case REINSTATE -> by != Level.SUPPORT ? "support-only" : over ? "ACTIVE" : "not-terminated";
    };
  }

  @TestFactory
  @DisplayName("A6: each cell rules as the law says")
  Stream<DynamicTest> cells() {
    return law()
        .map(e ->
            dynamicTest(
                "%s by %s, %s%s%s → %s"
                    .formatted(
                        e.command,
                        e.by,
                        e.state,
                        e.scheduled ? ", scheduled" : "",
                        e.future ? ", T to come" : ", T past",
                        e.ruling),
                () -> assertThat(decide(e)).isEqualTo(e.ruling)));
  }

  private static String decide(Expectation e) {
    Ruling ruling =
        Transitions.decide(
            e.command, new Circumstances(e.by, state(e), NOW, Optional.of(e.future ? LATER : NOW)));
    return switch (ruling) {
      case Ruling.Permit(Status next) -> next.name();
      case Ruling.AlreadySo(String code) -> code;
      case Ruling.Refuse(String code) -> code;
    };
  }

  private static State state(Expectation e) {
    Optional<Instant> scheduled = e.scheduled ? Optional.of(LATER) : Optional.empty();
    List<HoldOwner> owners =
        switch (e.state) {
          case "held by reseller" -> List.of(HoldOwner.RESELLER);
          case "held by support" -> List.of(HoldOwner.SUPPORT);
          case "held by both" -> List.of(HoldOwner.RESELLER, HoldOwner.SUPPORT);
          default -> List.of();
        };
    Author author = new Author(null, "Dana", Level.RESELLER);
    return e.state.equals("terminated")
        ? new State.Terminated(NOW.minusSeconds(60))
        : owners.isEmpty()
            ? new State.Active(scheduled)
            : new State.Disabled(
                owners.stream().map(o -> new Hold(o, NOW, null, author, Reason.none())).toList(),
                scheduled);
  }

  @TestFactory
  @DisplayName("A6: each cell does the same through the database")
  Stream<DynamicTest> cellsForReal() {
    AccountWorld world = new AccountWorld();
    var reseller = world.reseller("North");
    List<DynamicTest> tests =
        law()
            .map(e ->
                dynamicTest(
                    "%s by %s, %s%s%s"
                        .formatted(
                            e.command,
                            e.by,
                            e.state,
                            e.scheduled ? ", scheduled" : "",
                            e.future ? "" : ", past"),
                    () -> {
                      var customer = world.customer(reseller, "Acme " + e.hashCode());
                      if (e.scheduled) {
                        world.terminateOn(
                            customer, "2026-12-24T00:00", AccountWorld.dana(reseller));
                      }
                      if (e.state.contains("reseller") || e.state.contains("both")) {
                        world.disable(customer, AccountWorld.dana(reseller));
                      }
                      if (e.state.contains("support") || e.state.contains("both")) {
                        world.disable(customer, AccountWorld.support());
                      }
                      if (e.state.equals("terminated")) {
                        world.terminate(customer, AccountWorld.dana(reseller));
                      }
                      Account before = world.account(customer);
                      String answer;
                      try {
                        Outcome outcome =
                            world.give(
                                e.command,
                                customer,
                                e.by == Level.SUPPORT
                                    ? AccountWorld.support()
                                    : AccountWorld.dana(reseller),
                                e.future ? "2026-12-01T00:00" : "2026-10-01T00:00");
                        answer =
                            switch (outcome) {
                              case Outcome.Done done -> done.status().name();
                              case Outcome.AlreadySo already -> already.code();
                            };
                      } catch (Refused refused) {
                        answer = refused.refusal().code();
                      }
                      assertThat(answer).isEqualTo(e.ruling);
                      Account after = world.account(customer);
                      boolean changes =
                          Arrays.stream(Status.values()).anyMatch(s -> s.name().equals(e.ruling));
                      assertThat(after.version() > before.version()).isEqualTo(changes);
                      assertThat(
                              after.timeline().intents().size()
                                  > before.timeline().intents().size())
                          .isEqualTo(changes);
                    }))
            .toList();
    return Stream.concat(
        tests.stream(), Stream.of(dynamicTest("put the world away", world::close)));
  }
}
