package dev.tenure.platform.clock;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Serving;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the time once a second (A15) and compares the database's clock with this node's own counter
 * (A16). Its first beat comes before anything is served. Where somebody else says what time it is,
 * as tests do, there is nothing to keep.
 */
@Serving
@Component
class Heartbeat implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final TimeKeeping keeping;
  private final boolean needed;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private volatile @Nullable Thread thread;
  private boolean failing;

  Heartbeat(
      ClockStore store,
      SystemClock clock,
      PlatformClock asked,
      @Value("${tenure.clock.leap:1m}") Duration leap) {
    this.keeping =
        new TimeKeeping(
            store, clock, System::nanoTime, leap, "pid-" + ProcessHandle.current().pid());
    this.needed = asked == clock;
    clock.onLeap(this::ring);
  }

  private void ring() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  @Override
  public void start() {
    running = true;
    if (needed) {
      beat();
      thread = Thread.ofVirtual().name("heartbeat").start(this::run);
    }
  }

  private void run() {
    while (running) {
      try {
        bell.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (running) {
        beat();
      }
    }
  }

  private void beat() {
    try {
      keeping.beat();
      failing = false;
    } catch (RuntimeException e) {
      if (running && !failing) {
        failing = true;
        log.warn("The time can't be kept, trying again every second: {}", e.getMessage());
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    ring();
    Thread last = thread;
    thread = null;
    if (last != null) {
      try {
        if (!last.join(LONGEST_STOP)) {
          log.warn("The heartbeat is still waiting for the database");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server and all that works by the clock. */
  @Override
  public int getPhase() {
    return 0;
  }
}
