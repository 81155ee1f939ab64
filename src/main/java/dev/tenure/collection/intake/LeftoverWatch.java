package dev.tenure.collection.intake;

import dev.tenure.platform.Serving;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for leftovers: before anything is connected, and every second. */
@Serving
@Component
class LeftoverWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LeftoverWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Leftovers leftovers;
  private volatile @Nullable Thread thread;

  LeftoverWatch(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  @Override
  public void start() {
    leftovers.takeAll();
    thread = Thread.ofVirtual().name("leftovers").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        try {
          leftovers.look();
        } catch (RuntimeException failed) {
          log.warn("Can't look for events without facts: {}", failed.getMessage());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Thread last = thread;
    thread = null;
    if (last != null) {
      last.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Before the connectors, which ask what is open. */
  @Override
  public int getPhase() {
    return 0;
  }
}
