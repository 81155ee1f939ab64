package dev.tenure.collection.intake;

import dev.tenure.platform.Bell;
import dev.tenure.platform.Serving;
import dev.tenure.platform.database.Use;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for leftovers: before anything is connected, then every second for as long as something is
 * left or went wrong just now, and twice a minute while all is well.
 */
@Serving
@Component
class LeftoverWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LeftoverWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** For how long after trouble more of it is looked for. */
  private static final Duration ALERT = Duration.ofSeconds(30);

  private final Leftovers leftovers;
  private final Folds folds;
  private volatile @Nullable Thread thread;

  LeftoverWatch(Leftovers leftovers, Folds folds) {
    this.leftovers = leftovers;
    this.folds = folds;
  }

  @Override
  public void start() {
    leftovers.takeAll();
    thread = Thread.ofVirtual().name("leftovers").start(() -> Use.INTAKE.run(this::run));
  }

  private void run() {
    try {
      Duration pause = PAUSE;
      long alertSince = System.nanoTime();
      while (true) {
        if (folds.awaitTrouble(pause)) {
          alertSince = System.nanoTime();
          // A moment to get over it, and never more than one look a second.
          Thread.sleep(PAUSE);
        }
        Duration rest = look();
        pause = System.nanoTime() - alertSince < ALERT.toNanos() ? PAUSE : rest;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers how long it may rest. */
  private Duration look() {
    try {
      Duration until = leftovers.look().orElse(Bell.LONGEST_SLEEP);
      Duration atMost = until.compareTo(Bell.LONGEST_SLEEP) < 0 ? until : Bell.LONGEST_SLEEP;
      return atMost.compareTo(PAUSE) > 0 ? atMost : PAUSE;
    } catch (RuntimeException failed) {
      log.warn("Can't look for events without facts: {}", failed.getMessage());
      return PAUSE;
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
