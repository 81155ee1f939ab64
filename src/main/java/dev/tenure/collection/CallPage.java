package dev.tenure.collection;

import java.util.List;
import java.util.Optional;

/**
 * A page of calls, in the order asked for.
 *
 * @param next where the next page begins; empty on the last
 */
public record CallPage(List<CallLine> lines, Optional<CallCursor> next) {

  /** Copies the list. */
  public CallPage {
    lines = List.copyOf(lines);
  }
}
