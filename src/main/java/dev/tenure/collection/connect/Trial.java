package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.collection.ami.AmiAction;
import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tries a connection and says what works. */
final class Trial {

  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration CLOCK_OFF = Duration.ofSeconds(2);
  private static final List<String> NEEDED =
      List.of("system", "call", "agent", "reporting", "dialplan");

  private final Wire.Dialer dialer;
  private final PlatformClock clock;

  Trial(Wire.Dialer dialer, PlatformClock clock) {
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
    Start start = Start.of(wire, link, clock);
    works(
        findings,
        "Connected and logged in as %s; Asterisk manager %s."
            .formatted(link.user(), start.session().version()));
    long channels =
        start.snapshot().stream().filter(m -> m.event().equals("CoreShowChannel")).count();
    long members = start.snapshot().stream().filter(m -> m.event().equals("QueueMember")).count();
    works(
        findings,
        "It tells %d channels in progress and %d members of queues.".formatted(channels, members));
    start.advice().forEach(advice -> findings.add(new Finding(Verdict.IMPROVE, advice)));
    Duration ahead = start.clockAhead();
    if (ahead.abs().compareTo(CLOCK_OFF) > 0) {
      findings.add(
          new Finding(
              Verdict.IMPROVE,
              "Its clock is %d seconds %s ours; set it by NTP."
                  .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of")));
    }
    findings.add(reading(start.session(), link));
  }

  private static void works(List<Finding> findings, String sentence) {
    findings.add(new Finding(Verdict.WORKS, sentence));
  }

  private static Finding reading(Session session, Link link) throws IOException {
    AmiMessage answer =
        session.ask(AmiAction.named("Command").with("Command", "manager show user " + link.user()));
    Optional<String> permitted =
        answer.all("Output").stream()
            .map(String::strip)
            .filter(line -> line.startsWith("read perm:"))
            .map(line -> line.substring("read perm:".length()))
            .findFirst();
    if (permitted.isEmpty()) {
      return new Finding(
          Verdict.IMPROVE,
          "Which events it may read can't be asked without “command” in “write”: see that “read” has %s."
              .formatted(String.join(", ", NEEDED)));
    }
    List<String> has = Arrays.stream(permitted.get().split(",", -1)).map(String::strip).toList();
    List<String> missing =
        NEEDED.stream().filter(word -> !has.contains(word) && !has.contains("all")).toList();
    return missing.isEmpty()
        ? new Finding(Verdict.WORKS, "It may read all that is needed.")
        : new Finding(
            Verdict.FAILS,
            "Events are missing: add %s to “read” in manager.conf."
                .formatted(String.join(", ", missing)));
  }
}
