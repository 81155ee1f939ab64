package dev.tenure.platform.web;

import dev.tenure.platform.ReadinessCause;
import dev.tenure.platform.Serving;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The time between the order to stop and the end of taking requests: readiness says so at once, and
 * balancers have {@code tenure.drain} to send their requests elsewhere.
 */
@Component
@Serving
class Draining implements ReadinessCause, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Draining.class);
  private static final Finding FINDING = new Finding("draining", true);

  private final Duration time;
  private volatile boolean running;

  Draining(@Value("${tenure.drain:0s}") Duration time) {
    this.time = time;
  }

  @Override
  public Optional<Finding> finding() {
    return running ? Optional.empty() : Optional.of(FINDING);
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (time.isPositive()) {
      log.info("Taking requests for {} s more while balancers look elsewhere", time.toSeconds());
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before everything else, live boards included. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
