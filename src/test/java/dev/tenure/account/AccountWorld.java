package dev.tenure.account;

import dev.tenure.audit.AuditTrail;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.ModuleStory;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The account module on a database of its own, with verbs for stories. */
final class AccountWorld extends ModuleStory {

  static final Instant START = Instant.parse("2026-11-01T09:00:00Z");

  AccountWorld() {
    this(8, true);
  }

  AccountWorld(int connections, boolean frozen) {
    super(
        connections,
        frozen ? START : null,
        Wiring.class,
        Map.of(),
        beans -> beans.registerBean(Presence.class, () -> new FixedPresence(0, 0)));
  }

  @ComponentScan(
      basePackageClasses = {AccountStore.class, AuditTrail.class},
      excludeFilters =
          @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AccountBell.class))
  static class Wiring {}

  /** Tenure itself, carrying out the reseller's payment policy. */
  static Actor policy() {
    return Actor.system("payment policy");
  }

  Outcome withdraw(CustomerId id, Actor actor) {
    return the(WithdrawTermination.class).withdraw(order(id, actor));
  }

  Outcome give(Command command, CustomerId id, Actor actor, String localDate) {
    return switch (command) {
      case DISABLE -> disable(id, actor);
      case REENABLE -> reenable(id, actor);
      case TERMINATE_NOW -> terminate(id, actor);
      case TERMINATE_ON_DATE -> terminateOn(id, localDate, actor);
      case WITHDRAW_TERMINATION -> withdraw(id, actor);
      case REINSTATE -> reinstate(id, actor);
    };
  }
}
