package dev.tenure.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ends access, collection and billing at the instant of the command, replacing a scheduled
 * termination (A7). The clock is read once no writer of facts is inside the service period any more
 * (C1).
 */
@Component
public class TerminateCustomer {

  private final Lifecycle lifecycle;

  TerminateCustomer(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Terminates.
   *
   * @param typedName what the author typed as the customer's name (G)
   * @throws dev.tenure.platform.Refused as {@code account-terminated}, {@code name-mismatch},
   *     {@code account-changed}, not found
   */
  public Outcome terminate(Order order, String typedName) {
    return lifecycle.carryOut(
        Command.TERMINATE_NOW,
        order,
        Optional.empty(),
        locked -> {
          TypedName.check(typedName, locked.account());
          return List.of(Drafts.termination(IntentKind.TERMINATION_SET, order, locked, null));
        });
  }
}
