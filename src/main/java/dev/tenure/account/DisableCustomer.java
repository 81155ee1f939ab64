package dev.tenure.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Stops all portal access at once by placing the author's hold (A5); collection and billing go on.
 * The hold is the reseller's, the payment policy's or Support's, as the author's level says.
 */
@Component
public class DisableCustomer {

  private final Lifecycle lifecycle;

  DisableCustomer(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Disables; the same owner's second hold is a no-op that says so.
   *
   * @throws dev.tenure.platform.Refused as {@code account-terminated}, {@code account-changed}, not
   *     found
   */
  public Outcome disable(Order order) {
    return lifecycle.carryOut(
        Command.DISABLE,
        order,
        Optional.empty(),
        locked ->
            List.of(
                Drafts.hold(
                    IntentKind.HOLD_PLACED,
                    HoldOwner.of(order.actor().level()),
                    order,
                    locked,
                    1)));
  }
}
