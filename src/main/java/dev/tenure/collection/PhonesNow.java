package dev.tenure.collection;

import dev.tenure.account.CollectionFigures;
import dev.tenure.account.LiveFigures;
import dev.tenure.platform.CustomerId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells the warning screens what a customer's phones are doing (G). */
@Component
class PhonesNow implements CollectionFigures {

  private final LiveBoard board;
  private final ObjectProvider<LiveFigures> pages;

  PhonesNow(LiveBoard board, ObjectProvider<LiveFigures> pages) {
    this.board = board;
    this.pages = pages;
  }

  @Override
  public Figures figures(CustomerId customer) {
    Board now = board.of(customer);
    return new Figures(
        now.calls().size(),
        now.isUntold() ? -1 : now.agents(AgentStatus.READY),
        pages.stream().mapToInt(each -> each.openLiveBoards(customer)).sum());
  }
}
