package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.collection.ami.AmiAction;
import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asterisk, by its manager interface. */
final class AsteriskDialect implements Dialect {

  private static final List<String> NEEDED =
      List.of("system", "call", "agent", "reporting", "dialplan");

  @Override
  public Conversation begin(Wire wire, Link link, PlatformClock clock) throws IOException {
    return new AsteriskConversation(Start.of(wire, link, clock));
  }

  @Override
  public List<Finding> examine(Conversation begun, Link link) throws IOException {
    Start start = ((AsteriskConversation) begun).start();
    long channels =
        start.snapshot().stream().filter(m -> m.event().equals("CoreShowChannel")).count();
    long members = start.snapshot().stream().filter(m -> m.event().equals("QueueMember")).count();
    return List.of(
        works("Connected and logged in as %s; %s.".formatted(link.user(), version(start))),
        works(
            "It tells %d channels in progress and %d members of queues."
                .formatted(channels, members)),
        reading(start.session(), link));
  }

  /** Asterisk's own version, which needs a permission; otherwise the manager interface's. */
  private static String version(Start start) {
    return start.version().isEmpty()
        ? "Asterisk manager interface %s (for Asterisk’s own version, add “reporting” to “write”)"
            .formatted(start.session().version())
        : "Asterisk %s".formatted(start.version());
  }

  private static Finding works(String sentence) {
    return new Finding(Verdict.WORKS, sentence);
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
