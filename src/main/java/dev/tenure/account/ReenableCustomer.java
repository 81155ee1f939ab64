package dev.tenure.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Lifts the holds that are the author's to lift (A5). If somebody else's hold remains the account
 * stays Disabled and the outcome says so. Sessions from before do not come back to life (B3).
 */
@Component
public class ReenableCustomer {

  private final Lifecycle lifecycle;

  ReenableCustomer(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Re-enables; on an active account a no-op that says so.
   *
   * @throws dev.tenure.platform.Refused as {@code account-terminated}, {@code hold-not-yours},
   *     {@code account-changed}, not found
   */
  public Outcome reenable(Order order) {
    return lifecycle.carryOut(
        Command.REENABLE, order, Optional.empty(), locked -> lift(order, locked));
  }

  private static List<Intent> lift(Order order, LockedAccount locked) {
    List<Intent> lifts = new ArrayList<>();
    for (Hold hold : locked.account().timeline().at(locked.now()).orElseThrow().holds()) {
      if (hold.owner().isLiftedBy(order.actor().level())) {
        lifts.add(
            Drafts.hold(IntentKind.HOLD_LIFTED, hold.owner(), order, locked, lifts.size() + 1));
      }
    }
    return lifts;
  }
}
