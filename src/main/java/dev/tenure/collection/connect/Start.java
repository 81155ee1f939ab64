package dev.tenure.collection.connect;

import dev.tenure.collection.ami.AmiAction;
import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import dev.tenure.platform.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The beginning of a connection: log-in, filter, clock and snapshot.
 *
 * @param version of Asterisk itself, empty if it doesn't say
 * @param clockAhead the phone system's lead over our clock; zero if it doesn't tell
 * @param advice what isn't as it should be, in words
 * @param snapshot what is in progress
 * @param meanwhile events that came while the snapshot was taken, in order
 */
record Start(
    Session session,
    String version,
    Duration clockAhead,
    List<String> advice,
    List<AmiMessage> snapshot,
    List<AmiMessage> meanwhile) {

  private static final int OLDEST_PROTOCOL = 2;
  private static final int LONGEST_VERSION = 60;
  private static final int HEAVIEST = 64 * 1024 * 1024;

  static Start of(Wire wire, Link link, PlatformClock clock) throws IOException {
    Session session = Session.greeted(wire);
    List<String> advice = new ArrayList<>();
    if (major(session.version()) < OLDEST_PROTOCOL) {
      advice.add(
          "Asterisk 12 or newer is needed; older ones don't say which channels are one call.");
    }
    session.logIn(link);
    filter(session, advice);
    Duration ahead =
        AsteriskTranslation.stamp(session.ask(AmiAction.named("Ping")))
            .map(theirs -> Duration.between(clock.now(), theirs))
            .orElse(Duration.ZERO);
    List<AmiMessage> snapshot = new ArrayList<>();
    List<AmiMessage> meanwhile = new ArrayList<>();
    String version = snapshot(session, advice, snapshot, meanwhile);
    return new Start(session, version, ahead, advice, snapshot, meanwhile);
  }

  private static int major(String version) {
    String digits = version.replaceFirst("[^0-9].*", "");
    return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }

  private static void filter(Session session, List<String> advice) throws IOException {
    for (String expression : EventFilter.EXPRESSIONS) {
      AmiMessage answer =
          session.ask(
              AmiAction.named("Filter").with("Operation", "Add").with("Filter", expression));
      if (!answer.isSuccess()) {
        advice.add(
            "It may not filter what it sends (“%s”): add “system” to “write” in manager.conf to save"
                    .formatted(answer.get("Message"))
                + " four fifths of the traffic.");
        return;
      }
    }
  }

  /** Returns Asterisk's version; its answer comes first, or not at all. */
  private static String snapshot(
      Session session, List<String> advice, List<AmiMessage> all, List<AmiMessage> meanwhile)
      throws IOException {
    String settings = session.send(AmiAction.named("CoreSettings"));
    String version = "";
    String channels = session.send(AmiAction.named("CoreShowChannels"));
    String queues = session.send(AmiAction.named("QueueStatus"));
    Set<String> ours = Set.of(channels, queues);
    int open = ours.size();
    int weight = 0;
    while (open > 0) {
      AmiMessage message = session.next();
      weight += message.weight();
      if (weight > HEAVIEST) {
        throw new Overfull();
      }
      String id = message.get("ActionID");
      if (id.equals(settings)) {
        version = version(message);
      } else if (!ours.contains(id)) {
        meanwhile.add(message);
      } else if (message.isResponse()) {
        if (!message.isSuccess()) {
          open--;
          advice.add(
              id.equals(channels)
                  ? "It doesn't tell the calls in progress (“%s”): add “reporting” to “write” in manager.conf."
                      .formatted(message.get("Message"))
                  : "It doesn't tell its queues (“%s”): load app_queue."
                      .formatted(message.get("Message")));
        }
      } else if (message.event().endsWith("Complete")) {
        open--;
      } else {
        all.add(message);
      }
    }
    return version;
  }

  private static String version(AmiMessage settings) {
    String version = settings.get("AsteriskVersion").strip();
    return version.length() > LONGEST_VERSION ? version.substring(0, LONGEST_VERSION) : version;
  }
}
