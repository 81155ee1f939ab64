package dev.tenure.audit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Rings when an entry is written, and remembers into which chains. */
@Component
class TrailBell {

  /** More than so many chains aren't remembered one by one. */
  private static final int MOST = 20_000;

  private final Semaphore rung = new Semaphore(0);
  private final Set<UUID> chains = ConcurrentHashMap.newKeySet();

  /** An entry of the chain is on its way, though perhaps not committed. */
  void ring(UUID chain) {
    if (chains.size() < MOST) {
      chains.add(chain);
    }
    ring();
  }

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  void await() throws InterruptedException {
    rung.acquire();
  }

  /** Whether it rang so soon. */
  boolean await(Duration longest) throws InterruptedException {
    return rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Forgets that it rang, and answers for which chains. */
  Set<UUID> drain() {
    rung.drainPermits();
    Set<UUID> taken = new HashSet<>(chains);
    chains.removeAll(taken);
    return taken;
  }

  /** Whether there may be chains that it doesn't remember. */
  static boolean overfull(Set<UUID> chains) {
    return chains.size() >= MOST;
  }
}
