package dev.tenure.customer.live;

import dev.tenure.platform.CustomerId;

/** Where a room gets its board from. */
interface BoardSource {

  /** What there is to see now; two boards that would look the same are equal. */
  BoardView read(CustomerId customer);

  /** The board as the HTML that every viewer gets who doesn't know the one before it. */
  String render(BoardView board);

  /** Its changed parts as the HTML that everybody gets who knows the board before them. */
  String render(BoardChange change);
}
