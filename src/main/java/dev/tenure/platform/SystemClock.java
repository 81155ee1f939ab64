package dev.tenure.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The one place where the machine's clock is read. */
@Component
final class SystemClock implements PlatformClock {

  private final Clock clock = Clock.systemUTC();

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
