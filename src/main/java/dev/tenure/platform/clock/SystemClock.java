package dev.tenure.platform.clock;

import dev.tenure.platform.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows the database's time from one heartbeat to the next, and never goes back. Before the
 * first, and in commands, the machine's own clock counts.
 */
@Component
final class SystemClock implements PlatformClock {

  /**
   * What the last heartbeat found.
   *
   * @param from the look that readings are compared with
   * @param seen the counter when it was found
   * @param at what time it was
   * @param latest what it may have been at most
   * @param stands whether time stands still until the clock has caught up
   */
  private record Following(
      Sight from, long seen, Instant at, Instant latest, boolean stands, Duration leap) {

    Instant now(long counter) {
      return stands ? at : at.plusNanos(Math.max(0, counter - seen));
    }
  }

  private final MachineClock machine = new MachineClock();
  private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MIN);
  private volatile @Nullable Following following;
  private volatile Runnable leapt = () -> {};

  @Override
  public Instant now() {
    Following beat = following;
    if (beat == null) {
      return machine.now();
    }
    Instant now = beat.now(System.nanoTime()).truncatedTo(ChronoUnit.MICROS);
    return told.accumulateAndGet(now, (last, next) -> next.isAfter(last) ? next : last);
  }

  @Override
  public Instant believed(Instant reading) {
    Following beat = following;
    if (beat == null) {
      return reading;
    }
    Instant counted = beat.from().latest(System.nanoTime());
    if (!reading.isAfter(counted.plus(beat.leap()))) {
      return reading;
    }
    leapt.run();
    return (counted.isAfter(beat.at()) ? counted : beat.at()).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Instant latest() {
    Following beat = following;
    Instant now = now();
    Instant counted = beat == null ? now : beat.latest().plusNanos(System.nanoTime() - beat.seen());
    return counted.isAfter(now) ? counted : now;
  }

  /** From the look {@code now} on it is {@code at}, or stands there. */
  void follow(Sight from, Sight now, Instant at, boolean stands, Duration leap) {
    Instant counted = from.latest(now.after());
    Instant latest = counted.isAfter(now.clock()) ? counted : now.clock();
    following = new Following(from, now.after(), at, latest, stands, leap);
  }

  /** What to do when a reading turns out to have leapt. */
  void onLeap(Runnable notice) {
    leapt = notice;
  }
}
