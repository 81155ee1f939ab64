package dev.tenure.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sets T to a coming instant, or moves it (A6, A8). From T on the account is Terminated without
 * anything having to run (A2); the service period gets its end at once, so that the database holds
 * the line.
 */
@Component
public class ScheduleTermination {

  private final Lifecycle lifecycle;

  ScheduleTermination(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Sets or moves T.
   *
   * @param typedName what the author typed as the customer's name (G)
   * @throws dev.tenure.platform.Refused as {@code account-terminated}, {@code date-not-in-future}
   *     in field {@code date}, {@code name-mismatch}, {@code account-changed}, not found
   */
  public Outcome schedule(Order order, Moment moment, String typedName) {
    return lifecycle.carryOut(
        Command.TERMINATE_ON_DATE,
        order,
        Optional.of(moment.instant()),
        locked -> {
          TypedName.check(typedName, locked.account());
          boolean standing =
              locked.account().timeline().at(locked.now()).orElseThrow().scheduled().isPresent();
          return List.of(
              Drafts.termination(
                  standing ? IntentKind.TERMINATION_MOVED : IntentKind.TERMINATION_SET,
                  order,
                  locked,
                  moment));
        });
  }
}
