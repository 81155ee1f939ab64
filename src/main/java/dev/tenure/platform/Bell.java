package dev.tenure.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a loop that sleeps until something is due. Rung while nobody sleeps, it ends the next sleep
 * at once: what made somebody ring is always seen.
 */
public final class Bell {

  /**
   * How long a loop sleeps at most: then it looks even though nobody rang and nothing is due. A
   * signal may have been lost with its node, and the database's clock may have been set since the
   * instant of what is due was read.
   */
  public static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final Semaphore rings = new Semaphore(0);

  /** Ends a sleep now, or the next one. */
  public void ring() {
    if (rings.availablePermits() == 0) {
      rings.release();
    }
  }

  /** Sleeps until it is rung, or so long; answers whether it was rung. */
  public boolean await(Duration longest) throws InterruptedException {
    // Rounded up: who wakes before the instant for which it slept finds nothing due.
    boolean rung = rings.tryAcquire(longest.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
    if (rung) {
      hush();
    }
    return rung;
  }

  /** Forgets that it was rung, for who is about to look anyway. */
  public void hush() {
    rings.drainPermits();
  }
}
