package dev.tenure.platform.clock;

import dev.tenure.platform.PlatformClock;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's own clock: for commands that run without an application, where no heart beats. */
public final class MachineClock implements PlatformClock {

  private final Clock machine = Clock.systemUTC();

  @Override
  public Instant now() {
    return machine.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
