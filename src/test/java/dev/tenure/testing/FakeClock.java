package dev.tenure.testing;

import dev.tenure.platform.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class FakeClock implements PlatformClock {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  /** A clock that stands at the instant. */
  public static FakeClock at(Instant start) {
    var clock = new FakeClock();
    clock.set(start);
    return clock;
  }

  @Override
  public Instant now() {
    return now.get();
  }

  /** Goes to the instant, forwards or back. */
  public void set(Instant instant) {
    now.set(instant.truncatedTo(ChronoUnit.MICROS));
  }

  /** Goes on by a duration. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration).truncatedTo(ChronoUnit.MICROS));
  }
}
