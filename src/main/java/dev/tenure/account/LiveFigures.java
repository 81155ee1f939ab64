package dev.tenure.account;

import dev.tenure.platform.CustomerId;

/** Counts the live pages that a customer's people have open; the portal that serves them tells. */
public interface LiveFigures {

  /** How many are open on this node. */
  int openLiveBoards(CustomerId customer);
}
