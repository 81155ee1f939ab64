package dev.tenure.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes a scheduled termination back, until T (A6). */
@Component
public class WithdrawTermination {

  private final Lifecycle lifecycle;

  WithdrawTermination(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /**
   * Withdraws.
   *
   * @throws dev.tenure.platform.Refused as {@code nothing-scheduled}; as {@code
   *     withdrawn-too-late}, saying by how much; {@code account-changed}; not found
   */
  public Outcome withdraw(Order order) {
    return lifecycle.carryOut(
        Command.WITHDRAW_TERMINATION,
        order,
        Optional.empty(),
        locked -> List.of(Drafts.plain(IntentKind.TERMINATION_WITHDRAWN, order, locked)));
  }
}
