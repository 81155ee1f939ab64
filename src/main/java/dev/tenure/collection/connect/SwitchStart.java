package dev.tenure.collection.connect;

import dev.tenure.collection.eventsocket.Command;
import dev.tenure.collection.eventsocket.Frame;
import dev.tenure.collection.freeswitch.SwitchSnapshot;
import dev.tenure.collection.freeswitch.SwitchTranslation;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The beginning of a connection: log-in, subscription, clock and snapshot.
 *
 * @param clockAhead FreeSWITCH's lead over our clock; zero if it doesn't tell
 * @param advice what isn't as it should be, in words
 * @param events whether it tells the events that are needed
 */
record SwitchStart(
    SwitchSession session,
    String version,
    Duration clockAhead,
    List<String> advice,
    boolean events,
    SwitchSnapshot snapshot) {

  static final Command CHANNELS = Command.api("show channels as json");
  private static final int LONGEST_VERSION = 60;
  private static final int MOST_QUEUES = 1_000;

  static SwitchStart of(Wire wire, Link link, PlatformClock clock) throws IOException {
    SwitchSession session = SwitchSession.greeted(wire);
    session.logIn(link.secret());
    List<String> advice = new ArrayList<>();
    String version = version(session.ask(Command.api("version")).text());
    Frame subscribed = session.ask(Command.events(SwitchTranslation.NEEDED.toArray(String[]::new)));
    boolean events = subscribed.reply().startsWith("+OK");
    if (!events) {
      advice.add(
          "It doesn't tell its events (“%s”): permit them to whoever logs in."
              .formatted(subscribed.reply()));
    }
    Duration ahead =
        instant(session.ask(Command.api("strmicroepoch")).text())
            .map(theirs -> Duration.between(clock.now(), theirs))
            .orElse(Duration.ZERO);
    SwitchSnapshot snapshot = snapshot(session, advice);
    return new SwitchStart(session, version, ahead, List.copyOf(advice), events, snapshot);
  }

  /** {@code FreeSWITCH 1.10.12} of {@code FreeSWITCH Version 1.10.12-release~64bit ( 64bit)}. */
  private static String version(String answer) {
    String said = answer.strip().replaceFirst("^FreeSWITCH Version ", "");
    String word = said.split("\\s", 2)[0];
    return word.length() > LONGEST_VERSION || !Command.fits(word) ? "" : word;
  }

  private static Optional<Instant> instant(String answer) {
    String digits = answer.strip();
    try {
      return digits.matches("[0-9]{1,18}")
          ? Optional.of(Instant.EPOCH.plus(Long.parseLong(digits), ChronoUnit.MICROS))
          : Optional.empty();
    } catch (DateTimeException absurd) {
      return Optional.empty();
    }
  }

  private static SwitchSnapshot snapshot(SwitchSession session, List<String> advice)
      throws IOException {
    Frame channels = session.ask(CHANNELS);
    Optional<List<Map<String, String>>> rows = SwitchSnapshot.json(channels.text());
    if (rows.isEmpty()) {
      advice.add(
          "It doesn't tell the calls in progress (“%s”): permit “api show” to whoever logs in."
              .formatted(some(channels)));
    }
    Frame agents = session.ask(Command.api("callcenter_config agent list"));
    Optional<List<Map<String, String>>> listed = SwitchSnapshot.table(agents.text());
    if (listed.isEmpty()) {
      advice.add("It doesn't tell its agents (“%s”): load mod_callcenter.".formatted(some(agents)));
      return new SwitchSnapshot(rows.orElse(List.of()), List.of(), List.of(), List.of());
    }
    List<Map<String, String>> members = new ArrayList<>();
    for (Map<String, String> queue :
        table(session, "callcenter_config queue list").stream().limit(MOST_QUEUES).toList()) {
      String name = queue.getOrDefault("name", "");
      if (!name.isEmpty() && Command.fits(name)) {
        members.addAll(table(session, "callcenter_config queue list members " + name));
      }
    }
    return new SwitchSnapshot(
        rows.orElse(List.of()),
        listed.get(),
        table(session, "callcenter_config tier list"),
        members);
  }

  private static List<Map<String, String>> table(SwitchSession session, String command)
      throws IOException {
    return SwitchSnapshot.table(session.ask(Command.api(command)).text()).orElse(List.of());
  }

  private static String some(Frame answer) {
    String line = answer.text().lines().findFirst().orElse("");
    return line.length() > LONGEST_VERSION ? line.substring(0, LONGEST_VERSION) : line;
  }
}
