package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tries a connection and says what works. */
final class Trial {

  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration CLOCK_OFF = Duration.ofSeconds(2);

  private final Dialect dialect;
  private final Wire.Dialer dialer;
  private final PlatformClock clock;

  Trial(Dialect dialect, Wire.Dialer dialer, PlatformClock clock) {
    this.dialect = dialect;
    this.dialer = dialer;
    this.clock = clock;
  }

  List<Finding> run(Link link) {
    List<Finding> findings = new ArrayList<>();
    try (Wire wire = dialer.open(link)) {
      Thread end = Thread.ofVirtual().start(() -> closeLater(wire));
      try {
        look(wire, link, findings);
      } finally {
        end.interrupt();
      }
    } catch (IOException failure) {
      findings.add(new Finding(Verdict.FAILS, Trouble.said(failure, link)));
    }
    return findings;
  }

  /** Whatever answers there can't keep us longer. */
  private static void closeLater(Wire wire) {
    try {
      Thread.sleep(LONGEST);
      wire.close();
    } catch (InterruptedException inTime) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      // It is closed then.
    }
  }

  private void look(Wire wire, Link link, List<Finding> findings) throws IOException {
    Conversation begun = dialect.begin(wire, link, clock);
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
