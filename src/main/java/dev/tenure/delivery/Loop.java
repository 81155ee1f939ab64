package dev.tenure.delivery;

import dev.tenure.platform.Bell;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns in the background: when a turn says so, when somebody rings, and twice a minute even
 * so. A turn that fails, as in an outage of the database, is tried again a second later.
 */
final class Loop {

  /** One look for work. */
  interface Turn {
    /** Does what is due; answers how long it is until something more is. */
    Duration run();
  }

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  /** Rings in close succession are answered together, lest each of them cost a turn. */
  private static final Duration BREATH = Duration.ofMillis(100);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final String name;
  private final Turn turn;
  private final Bell bell = new Bell();
  private volatile boolean running;
  private volatile @Nullable Thread thread;
  private boolean failing;

  Loop(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
  }

  void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /**
   * Lets the turn that is under way come to its end; it is never interrupted amid a transaction.
   */
  void stop() {
    running = false;
    ring();
    Thread last = thread;
    thread = null;
    if (last != null) {
      try {
        if (!last.join(LONGEST_STOP)) {
          log.warn("{} goes on; its transaction will be rolled back when the process ends", name);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Asks for a turn now. */
  void ring() {
    bell.ring();
  }

  boolean running() {
    return running;
  }

  private void run() {
    while (running) {
      Duration pause = turn();
      try {
        if (bell.await(pause) && running) {
          Thread.sleep(BREATH);
          bell.hush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Duration turn() {
    try {
      Duration next = turn.run();
      if (failing) {
        failing = false;
        log.info("{} works again", name);
      }
      return next.compareTo(Bell.LONGEST_SLEEP) < 0 ? next : Bell.LONGEST_SLEEP;
    } catch (RuntimeException e) {
      if (running && !failing) {
        failing = true;
        log.warn("{} can't look for work, trying again every second: {}", name, e.getMessage());
      }
      return AFTER_FAILURE;
    }
  }
}
