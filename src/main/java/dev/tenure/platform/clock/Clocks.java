package dev.tenure.platform.clock;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how the database's clock stands, for Support, health checks and {@code verify}. */
@Component
public class Clocks {

  private static final int MOST_STEPS = 200;

  private final ClockStore store;
  private final Duration leap;

  /**
   * Reads there.
   *
   * @param leap by how much a leap may have changed while somebody looked at it
   */
  public Clocks(JdbcClient jdbc, @Value("${tenure.clock.leap:1m}") Duration leap) {
    this.store = new ClockStore(jdbc);
    this.leap = leap;
  }

  /** How it stands now. */
  public ClockStanding standing() {
    return store.standing();
  }

  /** The newest 200 steps, newest first. */
  public List<ClockStep> steps() {
    return store.steps(MOST_STEPS);
  }

  /**
   * Takes a leap for right; whoever calls it writes that down in the same transaction.
   *
   * @return false if it is over, or the clock has moved again since
   */
  public boolean confirm(long step, String by, String reason) {
    return store.confirm(step, by, reason, leap);
  }
}
