package dev.tenure.collection;

import dev.tenure.account.CollectionFigures;
import dev.tenure.platform.CustomerId;
import org.springframework.stereotype.Component;

/** Tells the warning screens what a customer's phones are doing (G). */
@Component
class PhonesNow implements CollectionFigures {

  private final LiveBoard board;
  private final CallSignals signals;

  PhonesNow(LiveBoard board, CallSignals signals) {
    this.board = board;
    this.signals = signals;
  }

  @Override
  public Figures figures(CustomerId customer) {
    Board now = board.of(customer);
    return new Figures(
        now.calls().size(),
        (int) now.agents().stream().filter(a -> a.status() == AgentStatus.READY).count(),
        signals.watchers(customer));
  }
}
