package dev.tenure.collection.intake;

import dev.tenure.platform.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds what was journalled and got no facts, since a process or the database died in between, and
 * makes them (C6). Doing so twice, or while another node is at it, does no harm (C5).
 */
@Component
class Leftovers {

  /** What is younger is thought to be in the hands of a node that lives. */
  private static final Duration AGE = Duration.ofSeconds(5);

  private static final int PORTION = 50;

  private final UnfoldedStore unfolded;
  private final Folds folds;
  private final PlatformClock clock;

  Leftovers(UnfoldedStore unfolded, Folds folds, PlatformClock clock) {
    this.unfolded = unfolded;
    this.folds = folds;
    this.clock = clock;
  }

  /**
   * Takes up some of what was left, and continues with what couldn't be written before.
   *
   * @return how long it is until there may be more; empty if nothing is in sight
   */
  Optional<Duration> look() {
    // Also while time stands still, in which they were noted at one and the same instant (A15).
    Instant until = clock.latest().minus(AGE);
    int taken = take(until);
    folds.look();
    if (taken > 0 || !folds.ids().isEmpty()) {
      return Optional.of(Duration.ZERO);
    }
    return unfolded.oldest().map(received -> Duration.between(until, received));
  }

  /** Takes up all that has been left until now, however young, and returns when it has facts. */
  void takeAll() {
    Instant until = clock.latest();
    while (take(until) > 0) {
      folds.settle();
    }
  }

  private int take(Instant until) {
    List<UnfoldedStore.Open> left = unfolded.until(until, folds.ids(), PORTION);
    for (UnfoldedStore.Open open : left) {
      List<News.Item> items = unfolded.items(open);
      if (items.isEmpty()) {
        // A termination took them out of the journal again (C3).
        unfolded.remove(List.of(open.id()));
      } else {
        folds.addLeft(new News(open.id(), items, Map.of()));
      }
    }
    return left.size();
  }
}
