package dev.tenure.account;

import dev.tenure.platform.CustomerId;

/** What a warning screen tells about a customer's phones right now (G). */
public interface CollectionFigures {

  /** Calls in progress and agents ready for one; a terminated customer has none. */
  Figures figures(CustomerId customer);

  /**
   * @param callsInProgress calls begun and not ended
   * @param agentsAvailable agents that could take a call now; {@link #UNKNOWN} where no status is
   *     reported (C13)
   * @param openLiveBoards live pages open on this node
   */
  record Figures(int callsInProgress, int agentsAvailable, int openLiveBoards) {

    /** For a source that fails now. */
    static final Figures UNTOLD = new Figures(UNKNOWN, UNKNOWN, UNKNOWN);
  }

  /** Stands for a number that isn't known now. */
  int UNKNOWN = -1;
}
