package dev.tenure.reporting.sums;

import dev.tenure.platform.Bell;
import dev.tenure.platform.Serving;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sums up in the background, on every node: when a quarter of an hour is settled, and twice a
 * minute, for late facts. Reports are right without it, only slower; so it is in no hurry, and a
 * turn that fails, as in an outage of the database, is made up for by the next.
 */
@Serving
@Component
class SumWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SumWorker.class);
  private static final Duration LONGEST_PAUSE = Bell.LONGEST_SLEEP;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final SummingUp summing;
  private final Duration pause;
  private @Nullable ScheduledExecutorService turns;
  private boolean failing;

  SumWorker(SummingUp summing, @Value("${tenure.reports.pause:5s}") Duration pause) {
    this.summing = summing;
    this.pause = pause;
  }

  @Override
  public synchronized void start() {
    turns =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sum-worker").factory());
    next(turns, pause);
  }

  private void next(ScheduledExecutorService on, Duration after) {
    try {
      var _ = on.schedule(() -> next(on, turn()), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      log.debug("No more sums: stopped");
    }
  }

  @Override
  public synchronized void stop() {
    ExecutorService last = turns;
    turns = null;
    if (last != null) {
      last.shutdown();
      try {
        if (!last.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
          log.warn("Summing up goes on; it will be rolled back when the process ends");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return turns != null;
  }

  /** Sums up what there is; answers how long it may rest then. */
  private Duration turn() {
    try {
      summing.catchUp();
      Duration until = summing.untilNext().orElse(LONGEST_PAUSE);
      if (failing) {
        failing = false;
        log.info("Summing up works again");
      }
      Duration atMost = until.compareTo(LONGEST_PAUSE) < 0 ? until : LONGEST_PAUSE;
      return atMost.compareTo(pause) > 0 ? atMost : pause;
    } catch (RuntimeException e) {
      if (!failing) {
        failing = true;
        log.warn("Can't sum up, trying again every {} s: {}", pause.toSeconds(), e.getMessage());
      }
      return pause;
    }
  }
}
