package dev.tenure.account;

import dev.tenure.platform.Level;
import java.util.function.Predicate;

/** The circumstances that make a cell of the transition table rule differently. */
enum Condition {
  SAME_OWNER_HOLDS(
      "the same owner holds it already",
      c -> c.state().holds().stream().anyMatch(h -> h.owner() == HoldOwner.of(c.by()))),
  HOLDS_ARE_OTHERS(
      "none of the holds is the author's to lift",
      c -> c.state().holds().stream().noneMatch(h -> h.owner().isLiftedBy(c.by()))),
  OTHERS_HOLD_TOO(
      "somebody else's hold remains",
      c -> c.state().holds().stream().anyMatch(h -> !h.owner().isLiftedBy(c.by()))),
  DATE_NOT_IN_FUTURE(
      "T is not in the future", c -> c.date().filter(t -> t.isAfter(c.now())).isEmpty()),
  NOTHING_SCHEDULED("no termination is scheduled", c -> c.state().scheduled().isEmpty()),
  NOT_SUPPORT("the author is not Support", c -> c.by() != Level.SUPPORT);

  private final String words;
  private final Predicate<Circumstances> holds;

  Condition(String words, Predicate<Circumstances> holds) {
    this.words = words;
    this.holds = holds;
  }

  boolean holds(Circumstances circumstances) {
    return holds.test(circumstances);
  }

  String words() {
    return words;
  }
}
