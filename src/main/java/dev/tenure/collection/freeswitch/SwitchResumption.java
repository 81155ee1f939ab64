package dev.tenure.collection.freeswitch;

import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.told.Known;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes up the thread at the beginning of a connection: from what is stored and what FreeSWITCH
 * says is in progress. What happened between is unknown, and nothing of it is made up: what isn't
 * in progress any more ends at the last instant of which anything is known.
 */
final class SwitchResumption {

  private final Channels channels;
  private final Roster roster;
  private final SwitchTeller teller;
  private final Known known;
  private final Instant at;
  private final Map<String, Known.OpenCall> stored = new HashMap<>();

  SwitchResumption(Channels channels, Roster roster, SwitchTeller teller, Known known, Instant at) {
    this.channels = channels;
    this.roster = roster;
    this.teller = teller;
    this.known = known;
    this.at = at;
    known.calls().forEach(call -> stored.put(call.ref(), call));
  }

  void run(SwitchSnapshot snapshot) {
    known.agents().forEach(a -> roster.known(a.ref(), a.status(), a.reason()));
    snapshot.agents().forEach(this::agent);
    snapshot.tiers().forEach(row -> roster.serves(text(row, "agent"), text(row, "queue")));
    snapshot.channels().stream()
        .sorted(Comparator.comparing(this::createdAt).thenComparing(row -> text(row, "uuid")))
        .forEach(this::channel);
    snapshot.members().forEach(this::member);
    channels.all().forEach(call -> talk(call, snapshot));
    endTheOthers();
    roster.settle(at, known.heardUntil());
  }

  private static String text(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static long number(Map<String, String> row, String column) {
    String text = text(row, column);
    return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
  }

  private Instant createdAt(Map<String, String> row) {
    long seconds = number(row, "created_epoch");
    Instant created = Instant.ofEpochSecond(seconds);
    return seconds == 0 || created.isAfter(at) ? at : created;
  }

  private void agent(Map<String, String> row) {
    String ref = text(row, "name");
    if (!ref.isEmpty()) {
      roster.enrol(ref, text(row, "status"), text(row, "state"));
      roster.contact(ref, text(row, "contact"));
      long wrapUp = number(row, "wrap_up_time");
      long talkedUntil = number(row, "last_bridge_end");
      roster.wrapUp(ref, wrapUp);
      if (talkedUntil > 0 && Instant.ofEpochSecond(talkedUntil + wrapUp).isAfter(at)) {
        roster.wrapsUpUntil(ref, Instant.ofEpochSecond(talkedUntil + wrapUp));
      }
    }
  }

  private void channel(Map<String, String> row) {
    String id = text(row, "uuid");
    if (id.isEmpty() || channels.channel(id).isPresent()) {
      return;
    }
    // A row of this table under the names that events have.
    SwitchEvent event =
        new SwitchEvent(
            Map.of(
                "Unique-ID",
                id,
                "Call-Direction",
                text(row, "direction"),
                "Caller-Caller-ID-Number",
                text(row, "cid_num"),
                "Caller-Destination-Number",
                text(row, "dest"),
                "Caller-Context",
                text(row, "context"),
                "variable_accountcode",
                text(row, "accountcode"),
                "Channel-Call-UUID",
                text(row, "call_uuid")));
    boolean told =
        stored.containsKey(id)
            || channels
                .channel(text(row, "call_uuid"))
                .filter(other -> stored.containsKey(other.call.ref))
                .isPresent();
    channels.begin(event, createdAt(row), told);
  }

  private void member(Map<String, String> row) {
    boolean waits = List.of("Waiting", "Trying").contains(text(row, "state"));
    channels
        .channel(text(row, "session_uuid"))
        .filter(channel -> waits && channel.call.visit == null)
        .ifPresent(channel -> {
          SwitchCall call = channel.call;
          String queue = text(row, "queue");
          Known.OpenCall before = stored.get(call.ref);
          call.visit = new SwitchCall.Visit(queue, null, "");
          for (String mark : Roster.ofQueue(queue)) {
            int colon = mark.indexOf(':');
            call.mark(mark.substring(0, colon), mark.substring(colon + 1));
          }
          if (before == null || !before.waiting() || !before.queue().equals(queue)) {
            long joined = number(row, "joined_epoch");
            Instant since = joined == 0 ? at : Instant.ofEpochSecond(joined);
            teller.call(
                call, since.isAfter(at) ? at : since, "QueueEntered", call.ref, "queue", queue);
          }
        });
  }

  /** Two channels that are active and say that they are one call talk. */
  private void talk(SwitchCall call, SwitchSnapshot snapshot) {
    Known.OpenCall before = stored.get(call.ref);
    String with =
        snapshot.channels().stream()
            .filter(row -> List.of("ACTIVE", "HELD", "UNHELD").contains(text(row, "callstate")))
            .filter(row -> text(row, "call_uuid").equals(call.ref))
            .map(row -> text(row, "uuid"))
            .filter(id -> !id.equals(call.ref) && call.channels.containsKey(id))
            .findFirst()
            .orElse("");
    if (before != null && before.talking()) {
      call.talks();
      call.talkingWith = with;
      if (!before.queue().isEmpty() && !before.agent().isEmpty()) {
        call.connect = new SwitchCall.Connect(before.queue(), before.agent(), with);
      }
    } else if (!with.isEmpty()) {
      Channel channel = channels.channel(with).orElseThrow();
      call.talks();
      call.talkingWith = with;
      teller.call(
          call,
          at,
          "LegAnswered",
          with,
          "legRef",
          with,
          "number",
          channel.number,
          "agent",
          roster.at(channel.number));
    }
  }

  private void endTheOthers() {
    for (Known.OpenCall call : known.calls()) {
      if (channels.all().stream().noneMatch(there -> there.ref.equals(call.ref()))) {
        teller.call(
            new SwitchCall(call.ref(), known.lastOf(call)),
            known.lastOf(call),
            "CallEnded",
            call.ref(),
            "by",
            "unknown");
      }
    }
  }
}
