package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries a connection and says what works. Where no phone system shows itself, the answer is the
 * same and comes after the same time, whatever else is there.
 */
final class Trial {

  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration CLOCK_OFF = Duration.ofSeconds(2);

  private final Dialect dialect;
  private final Wire.Dialer dialer;
  private final PlatformClock clock;
  private final Duration length;
  private volatile @Nullable Wire open;
  private volatile boolean loggedIn;
  private volatile boolean over;

  /**
   * One trial.
   *
   * @param length in which a phone system must have let us in
   */
  Trial(Dialect dialect, Wire.Dialer dialer, PlatformClock clock, Duration length) {
    this.dialect = dialect;
    this.dialer = dialer;
    this.clock = clock;
    this.length = length;
  }

  List<Finding> run(Link link) {
    long begun = System.nanoTime();
    FutureTask<List<Finding>> attempt = new FutureTask<>(() -> attempt(link));
    Thread.ofVirtual().name("trial").start(attempt);
    try {
      return found(attempt);
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof IOException failure)) {
        throw new IllegalStateException("The trial of a connection failed", failed);
      }
      if (!loggedIn && !Trouble.isPhoneSystem(failure)) {
        rest(begun);
        return List.of(new Finding(Verdict.FAILS, Trouble.shown(failure, link)));
      }
      return List.of(new Finding(Verdict.FAILS, Trouble.said(failure, link)));
    } catch (TimeoutException silent) {
      return List.of(
          new Finding(Verdict.FAILS, Trouble.shown(new IOException("silence", silent), link)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      hangUp();
    }
  }

  private List<Finding> found(FutureTask<List<Finding>> attempt)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return attempt.get(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      if (!loggedIn) {
        throw slow;
      }
      // A phone system that is slow to answer may be, to whom it let in.
      return attempt.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void rest(long begun) {
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos() - (System.nanoTime() - begun));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever answers there can't keep us longer. */
  private void hangUp() {
    over = true;
    Wire wire = open;
    if (wire != null) {
      try {
        wire.close();
      } catch (IOException gone) {
        // It is closed then.
      }
    }
  }

  private List<Finding> attempt(Link link) throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (Wire wire = dialer.open(link)) {
      open = wire;
      if (!over) {
        look(wire, link, findings);
      }
    }
    return findings;
  }

  private void look(Wire wire, Link link, List<Finding> findings) throws IOException {
    Conversation begun = dialect.begin(wire, link, clock);
    loggedIn = true;
    List<Finding> examined = dialect.examine(begun, link);
    examined.stream().filter(f -> f.verdict() == Verdict.WORKS).forEach(findings::add);
    begun.advice().forEach(advice -> findings.add(new Finding(Verdict.IMPROVE, advice)));
    Duration ahead = begun.clockAhead();
    if (ahead.abs().compareTo(CLOCK_OFF) > 0) {
      findings.add(
          new Finding(
              Verdict.IMPROVE,
              "Its clock is %d seconds %s ours; set it by NTP."
                  .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of")));
    }
    examined.stream().filter(f -> f.verdict() != Verdict.WORKS).forEach(findings::add);
  }
}
