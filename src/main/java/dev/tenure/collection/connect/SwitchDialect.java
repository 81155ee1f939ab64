package dev.tenure.collection.connect;

import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.LinkedSources.Verdict;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.util.List;

/** FreeSWITCH, by its event socket. */
final class SwitchDialect implements Dialect {

  @Override
  public Conversation begin(Wire wire, Link link, PlatformClock clock) throws IOException {
    return new SwitchConversation(SwitchStart.of(wire, link, clock));
  }

  @Override
  public List<Finding> examine(Conversation begun, Link link) {
    SwitchStart start = ((SwitchConversation) begun).start();
    return List.of(
        new Finding(
            Verdict.WORKS, "Connected and logged in; FreeSWITCH %s.".formatted(start.version())),
        new Finding(
            Verdict.WORKS,
            "It tells %d channels in progress and %d agents."
                .formatted(start.snapshot().channels().size(), start.snapshot().agents().size())),
        start.events()
            ? new Finding(Verdict.WORKS, "It tells all events that are needed.")
            : new Finding(
                Verdict.FAILS, "Events are missing: without them nothing is known of any call."));
  }
}
