package dev.tenure.account;

import dev.tenure.platform.clock.ClockStanding;
import dev.tenure.platform.clock.Clocks;
import dev.tenure.platform.verify.LawCheck;
import org.springframework.stereotype.Component;

/** A15, F3: the decisions on each account are in order, and none is later than it can be now. */
@Component
class OrderLaw implements LawCheck {

  private final LawStore store;
  private final Clocks clocks;

  OrderLaw(LawStore store, Clocks clocks) {
    this.store = store;
    this.clocks = clocks;
  }

  @Override
  public String rule() {
    return "A15";
  }

  @Override
  public String sentence() {
    ClockStanding clock = clocks.standing();
    return "each account's intents are in order, and none is from the future (the clock is "
        + switch (clock.state()) {
          case RIGHT -> "right)";
          case BEHIND -> "%s behind%s)".formatted(clock.by(), since(clock));
          case IN_DOUBT -> "in doubt, %s ahead%s)".formatted(clock.by(), since(clock));
        };
  }

  private static String since(ClockStanding clock) {
    return clock.step() == null ? "" : " since " + clock.step().knownAt();
  }

  @Override
  public Outcome run() {
    return new Outcome(store.intents(), store.disorderedIntents());
  }
}
