package dev.tenure.billing.run;

import dev.tenure.billing.facts.TallyBuilding;
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
 * Looks now and then whether the first of a month has come somewhere, and works runs off. It only
 * rings the bell: what is due stands in the tables, so nothing is missed while it is down.
 */
@Serving
@Component
public class RunWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunWorker.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

  private final RunNow runs;
  private final Chores chores;
  private final TallyBuilding tallies;
  private final Duration pause;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  RunWorker(
      RunNow runs,
      Chores chores,
      TallyBuilding tallies,
      @Value("${tenure.billing.look-every:30s}") Duration pause) {
    this.runs = runs;
    this.chores = chores;
    this.tallies = tallies;
    this.pause = pause;
  }

  /** Asks for a look now, since somebody has asked for a run. */
  public void ring() {
    bell.release();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("billing").start(this::look);
  }

  private void look() {
    while (running) {
      try {
        chores.doDue();
        runs.beginIfDue();
        runs.work(() -> running);
        tallies.doDue(() -> running);
      } catch (RuntimeException e) {
        if (running) {
          log.warn("Billing can't look for work, trying again in {}: {}", pause, e.getMessage());
        }
      }
      try {
        if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Resellers that are being invoiced are finished first. */
  @Override
  public void stop() {
    running = false;
    ring();
    Thread last = thread;
    thread = null;
    if (last != null) {
      try {
        if (!last.join(LONGEST_STOP)) {
          log.warn("A billing run goes on; the next start resumes it");
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
}
