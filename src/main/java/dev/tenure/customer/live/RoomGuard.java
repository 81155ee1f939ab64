package dev.tenure.customer.live;

import dev.tenure.account.Accounts;
import dev.tenure.account.State;
import dev.tenure.identity.AccessGate;
import dev.tenure.identity.Act;
import dev.tenure.identity.SessionId;
import dev.tenure.identity.Standing;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.database.Use;
import dev.tenure.platform.web.Texts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the gate about a room's viewers, and the account about its T. */
@Component
class RoomGuard {

  private static final Actor READER = Actor.system("live board");

  private final AccessGate gate;
  private final Accounts accounts;
  private final Texts texts;

  RoomGuard(AccessGate gate, Accounts accounts, Texts texts) {
    this.gate = gate;
    this.accounts = accounts;
    this.texts = texts;
  }

  /** The final frame for each session that may not look on; all in one query. */
  Map<SessionId, Frame> farewells(Collection<SessionId> sessions) {
    Map<SessionId, Frame> farewells = new HashMap<>();
    gate.check(sessions)
        .forEach((session, standing) ->
            farewell(standing).ifPresent(frame -> farewells.put(session, frame)));
    return farewells;
  }

  private Optional<Frame> farewell(Standing standing) {
    return switch (standing) {
      case Standing.Admitted(var principal) ->
          principal.may(Act.SEE_CALLS) ? Optional.empty() : Optional.of(ended());
      case Standing.NoSession none -> Optional.of(ended());
      case Standing.Stopped(var principal, var contact) -> {
        String reach =
            String.join(
                ", ",
                java.util.stream.Stream.of(contact.email(), contact.phone())
                    .filter(word -> !word.isEmpty())
                    .toList());
        yield Optional.of(
            Frame.of(
                Long.MAX_VALUE,
                "stopped",
                reach.isEmpty()
                    ? texts.of("customer.live.stopped", contact.name())
                    : texts.of("customer.live.stopped-reach", contact.name(), reach)));
      }
    };
  }

  private static Frame ended() {
    return Frame.of(Long.MAX_VALUE, "ended", "-");
  }

  /** How long it is until the account's T, by the database's clock; empty when none is set. */
  Optional<Duration> untilTermination(CustomerId customer) {
    // Whoever asks, be it a timer: what the gate reads, and as readily.
    var account = Use.GATE.call(() -> accounts.require(customer, READER));
    State state = account.state();
    return state.scheduled().map(t -> Duration.between(account.readAt(), t));
  }
}
