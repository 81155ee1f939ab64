package dev.tenure.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Support's alone (E1): the account is Active again from the instant of the command, in a new
 * service period; holds from before are gone and the gap stays a gap (E3, C9).
 */
@Component
public class ReinstateCustomer {

  private final Lifecycle lifecycle;
  private final ReinstatementRequests requests;

  ReinstateCustomer(Lifecycle lifecycle, ReinstatementRequests requests) {
    this.lifecycle = lifecycle;
    this.requests = requests;
  }

  /**
   * Reinstates, and settles the reseller's request for it when there is one (E4).
   *
   * @param typedName what the author typed as the customer's name (E1)
   * @throws dev.tenure.platform.Refused as {@code support-only}, {@code not-terminated}, {@code
   *     name-mismatch}, {@code account-changed}, not found
   */
  public Outcome reinstate(Order order, String typedName) {
    return lifecycle.carryOut(
        Command.REINSTATE,
        order,
        Optional.empty(),
        locked -> {
          TypedName.check(typedName, locked.account());
          requests.settle(order.customer(), order.actor(), "reinstated", locked.now());
          return List.of(Drafts.plain(IntentKind.REINSTATED, order, locked));
        });
  }
}
