package dev.tenure.demo.phones;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an Asterisk would tell of what happens in the simulated offices, and what of it is in
 * progress. Each office has a context of its own, and extensions from {@link #extension} on. For
 * one thread at a time.
 */
final class Exchange {

  /** A queue's wrap-up after each call, in seconds. */
  private static final String WRAP_UP = "15";

  private final Map<String, Desk> desks = new HashMap<>();
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> contexts = new ArrayList<>();
  private Instant at = Instant.EPOCH;

  Exchange(List<Office> offices) {
    for (int i = 0; i < offices.size(); i++) {
      Office office = offices.get(i);
      contexts.add(office.account());
      for (int n = 0; n < office.agents().size(); n++) {
        desks.put(
            office.account() + "-" + (201 + n),
            new Desk(office.agents().get(n), extension(i, n), office.queues()));
      }
    }
  }

  /** The extension of an office's agent, both counted from 0. */
  static String extension(int office, int agent) {
    return String.valueOf(2001 + 100 * office + agent);
  }

  /** What is told because of it. */
  List<String> tell(PhoneEvent event) {
    told.clear();
    at = event.at();
    Map<String, String> fields = event.fields();
    String type = fields.getOrDefault("type", "");
    Desk desk = desks.get(fields.getOrDefault("agent", ""));
    if (fields.containsKey("callRef")) {
      call(type, fields, desk);
    } else if (desk != null) {
      desk.tell(type, fields.getOrDefault("reason", ""), this::say);
    }
    return List.copyOf(told);
  }

  private void call(String type, Map<String, String> fields, @Nullable Desk desk) {
    String ref = fields.getOrDefault("callRef", "");
    String leg = fields.getOrDefault("legRef", "");
    if (type.equals("LegStarted") && leg.endsWith("-a")) {
      begin(ref, fields, desk);
      return;
    }
    Line line = lines.get(ref);
    if (line == null) {
      return;
    }
    switch (type) {
      case "LegStarted" -> second(line, leg, fields, desk);
      case "LegRinging" -> ringing(line, fields.getOrDefault("number", ""));
      case "LegAnswered" -> answered(line, leg);
      case "QueueEntered" -> entered(line, fields.getOrDefault("queue", ""));
      case "AgentOffered" -> line.offered = true;
      case "OfferFailed" ->
          line.failure = fields.getOrDefault("why", "").equals("cancelled") ? "CANCEL" : "NOANSWER";
      case "LegFailed" -> failed(line);
      case "QueueExited" -> abandoned(line);
      case "QueueAnswered" -> connected(line);
      case "LegHeld" -> say("Hold", line.other().fields(""));
      case "LegRetrieved" -> say("Unhold", line.other().fields(""));
      case "Transferred" -> transferred(line, fields.getOrDefault("to", ""));
      case "QueueCallEnded" -> completed(line, fields.getOrDefault("by", ""));
      case "LegEnded" -> ended(ref, line, leg, fields.getOrDefault("party", ""));
      default -> {
        // The rest follows, for an Asterisk, from these.
      }
    }
  }

  private void begin(String ref, Map<String, String> fields, @Nullable Desk desk) {
    String[] parts = ref.split("-", -1);
    long millis = Long.parseLong(parts[1]);
    long number = contexts.indexOf(parts[0]) * 10_000_000L + Long.parseLong(parts[2]) * 100;
    String id = "%d.%d".formatted(millis / 1000, number);
    String device = desk == null ? "trunk" : desk.extension();
    Channel channel =
        new Channel(
            "PJSIP/%s-%08x".formatted(device, number),
            id,
            id,
            at,
            desk == null ? fields.getOrDefault("from", "") : desk.extension(),
            fields.getOrDefault("to", ""),
            parts[0]);
    lines.put(ref, new Line(channel));
    say("Newchannel", channel.fields(""));
  }

  private void second(Line line, String leg, Map<String, String> fields, @Nullable Desk desk) {
    long number = Long.parseLong(leg.substring(leg.lastIndexOf('b') + 1));
    String base = line.caller.id;
    long whole = Long.parseLong(base.substring(base.indexOf('.') + 1)) + number;
    String to = desk == null ? fields.getOrDefault("to", "") : desk.extension();
    Channel channel =
        new Channel(
            "PJSIP/%s-%08x".formatted(desk == null ? "trunk" : to, whole),
            "%d.%d".formatted(at.getEpochSecond(), whole),
            line.caller.linkedId,
            at,
            to,
            to,
            line.caller.context);
    line.other = channel;
    line.desk = desk;
    say("Newchannel", channel.fields(""));
    if (desk != null && line.offered) {
      say("AgentCalled", line.offer());
      say("DialBegin", line.caller.fields(""), channel.fields("Dest"), List.of("DialString", to));
    }
  }

  private void ringing(Line line, String number) {
    if (!line.offered) {
      say(
          "DialBegin",
          line.caller.fields(""),
          line.other().fields("Dest"),
          List.of("DialString", number + "@trunk"));
    }
  }

  private void answered(Line line, String leg) {
    if (leg.endsWith("-a")) {
      say("Newstate", line.caller.fields(""), List.of("ChannelState", "6"));
    } else {
      dialEnd(line, "ANSWER");
      bridge(line);
    }
  }

  private void dialEnd(Line line, String status) {
    say(
        "DialEnd",
        line.caller.fields(""),
        line.other().fields("Dest"),
        List.of("DialStatus", status));
  }

  private void bridge(Line line) {
    String bridge = "bridge-" + line.other().id;
    for (Channel channel : List.of(line.caller, line.other())) {
      channel.bridge = bridge;
      say("BridgeEnter", channel.fields(""), List.of("BridgeUniqueid", bridge));
    }
  }

  private void unbridge(Channel channel) {
    if (!channel.bridge.isEmpty()) {
      say("BridgeLeave", channel.fields(""), List.of("BridgeUniqueid", channel.bridge));
      channel.bridge = "";
    }
  }

  private void entered(Line line, String queue) {
    line.queue = queue;
    line.waiting = true;
    line.entered = at;
    say("Newexten", line.caller.fields(""), List.of("Application", "Queue", "AppData", queue));
    say("QueueCallerJoin", line.caller.fields(""), List.of("Queue", queue, "Position", "1"));
  }

  private void failed(Line line) {
    dialEnd(line, line.failure);
    if (line.desk != null && line.offered && line.failure.equals("NOANSWER")) {
      say("AgentRingNoAnswer", line.offer());
    }
    hangUp(line.other());
    line.other = null;
    line.offered = false;
    line.failure = "NOANSWER";
  }

  private void abandoned(Line line) {
    line.waiting = false;
    say("HangupRequest", line.caller.fields(""));
    say("QueueCallerAbandon", line.caller.fields(""), List.of("Queue", line.queue));
    say("QueueCallerLeave", line.caller.fields(""), List.of("Queue", line.queue));
  }

  private void connected(Line line) {
    line.waiting = false;
    dialEnd(line, "ANSWER");
    say("QueueCallerLeave", line.caller.fields(""), List.of("Queue", line.queue));
    say("AgentConnect", line.offer());
    bridge(line);
  }

  private void completed(Line line, String by) {
    say("HangupRequest", (by.equals("caller") ? line.caller : line.other()).fields(""));
    say("AgentComplete", line.offer(), List.of("Reason", by));
  }

  private void transferred(Line line, String to) {
    say(
        "BlindTransfer",
        List.of("Result", "Success", "Extension", to),
        line.other().fields("Transferer"),
        line.caller.fields("Transferee"));
    say("AgentComplete", line.offer(), List.of("Reason", "transfer"));
  }

  private void ended(String ref, Line line, String leg, String party) {
    boolean first = leg.endsWith("-a");
    Channel channel = first ? line.caller : line.other;
    if (channel == null) {
      return;
    }
    if (line.queue.isEmpty()) {
      say("HangupRequest", (party.equals("caller") ? line.other() : line.caller).fields(""));
    }
    unbridge(line.caller);
    unbridge(channel);
    hangUp(channel);
    if (first) {
      lines.remove(ref);
    } else {
      line.other = null;
      line.offered = false;
    }
  }

  private void hangUp(Channel channel) {
    say("Hangup", channel.fields(""), List.of("Cause", "16", "Cause-txt", "Normal Clearing"));
  }

  @SafeVarargs
  private final void say(String event, List<String>... fields) {
    List<String> all = new ArrayList<>();
    for (List<String> some : fields) {
      all.addAll(some);
    }
    // No two messages of one Asterisk bear the same microsecond here.
    Instant stamp = at.plus(told.size(), ChronoUnit.MICROS);
    told.add(AmiText.event(event, stamp, all.toArray(String[]::new)));
  }

  /** The answer's events to CoreShowChannels, each without its end. */
  List<String> channels(Instant now) {
    return lines.values().stream().flatMap(line -> line.channels(now)).toList();
  }

  /** The answer's events to QueueStatus, each without its end. */
  List<String> queues(Instant now) {
    return Stream.concat(
            desks.values().stream().flatMap(desk -> desk.memberships().stream()),
            lines.values().stream().flatMap(line -> line.entry(now)))
        .toList();
  }

  static String wrapUp() {
    return WRAP_UP;
  }
}
