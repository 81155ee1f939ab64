package dev.tenure.platform.clock;

import dev.tenure.platform.clock.Move.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's heartbeats: what it saw last, and what it makes of what it sees next. */
final class TimeKeeping {

  private static final Logger log = LoggerFactory.getLogger(TimeKeeping.class);

  private final ClockStore store;
  private final SystemClock clock;
  private final LongSupplier counter;
  private final Duration leap;
  private final String node;
  private @Nullable Sight last;
  private long settled = -1;

  /**
   * @param counter nanoseconds that pass whatever clocks do
   * @param leap how far the clock may go ahead of it before it is in doubt
   */
  TimeKeeping(
      ClockStore store, SystemClock clock, LongSupplier counter, Duration leap, String node) {
    this.store = store;
    this.clock = clock;
    this.counter = counter;
    this.leap = leap;
    this.node = node;
  }

  /** Keeps the time, and writes down what the clock did if it did anything. */
  synchronized void beat() {
    long before = counter.getAsLong();
    Sight seen = last;
    Kept kept = store.beat(seen == null ? null : seen.latest(before), leap, settled);
    Sight now = new Sight(before, kept.clock(), counter.getAsLong());
    if (seen != null && kept.settled() != settled) {
      // A step has ended since: what was kept then, a second ago at most, is what to compare with.
      seen = new Sight(before, kept.known(), now.after());
    }
    Move move = Move.of(seen, now, kept, leap);
    settled = kept.settled();
    last = move.from();
    Act act = move.act();
    if (act != null) {
      log.warn("The database's clock says {}: {}, known was {}", kept.clock(), act, kept.known());
      carryOut(act, kept);
    }
    follow(move.from(), now, kept, act);
  }

  private void carryOut(Act act, Kept kept) {
    switch (act) {
      case Act.StandStill(Instant known) ->
          store.standStill(node, known, kept.clock(), kept.settled());
      case Act.CaughtUp caughtUp -> store.caughtUp();
      case Act.Doubt(Instant known) -> store.doubt(node, known, kept.clock(), kept.settled());
      case Act.DoubtAnew(Instant known) -> {
        store.endLeap(ClockStep.Outcome.MOVED, kept.settled());
        store.doubt(node, known, kept.clock(), kept.settled() + 1);
      }
      case Act.Returned returned -> store.endLeap(ClockStep.Outcome.RETURNED, kept.settled());
    }
  }

  private void follow(Sight from, Sight now, Kept kept, @Nullable Act act) {
    Instant known =
        switch (act) {
          case Act.StandStill(Instant stands) -> stands;
          case Act.Doubt(Instant counted) -> counted;
          case Act.DoubtAnew(Instant counted) -> counted;
          case null, default -> kept.known();
        };
    boolean doubt = kept.inDoubt() || act instanceof Act.Doubt;
    boolean stands = !doubt && kept.clock().isBefore(known);
    Instant at = stands || doubt || kept.clock().isBefore(known) ? known : kept.clock();
    clock.follow(from, now, at, stands, leap);
  }
}
