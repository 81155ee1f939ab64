package dev.tenure.collection.connect;

import dev.tenure.collection.ami.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A recorded Asterisk, message by message, which can say at any point what is in progress there, as
 * the real one could have. The recording may be told several times, each time later, as other
 * calls.
 */
public final class RecordedExchange {

  /** Seconds since 1970 before a dot: of a message's instant, and of the ids of channels. */
  private static final Pattern SECONDS = Pattern.compile("(?<![0-9])[0-9]{10}(?=\\.[0-9])");

  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(3);

  private final List<String> messages = new ArrayList<>();
  private final List<Instant> instants = new ArrayList<>();
  private final Map<String, Map<String, String>> channels = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> waiting = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> members = new LinkedHashMap<>();
  private Instant now;

  RecordedExchange(String recording) {
    List<String> recorded = recorded(recording);
    recorded.forEach(message -> add(message, 0));
    now = instants.getFirst();
    wereThere();
  }

  /**
   * So many rounds of a recording one after the other.
   *
   * @param begin of the first, in whole seconds
   */
  public RecordedExchange(String recording, int rounds, Instant begin) {
    List<String> recorded = recorded(recording);
    Instant first = stamp(fields(recorded.getFirst()));
    Instant last = stamp(fields(recorded.getLast()));
    long length = Duration.between(first, last).plus(BETWEEN_ROUNDS).toSeconds();
    long shift = Duration.between(first.truncatedTo(ChronoUnit.SECONDS), begin).toSeconds();
    for (int round = 0; round < rounds; round++) {
      long later = shift + round * length;
      recorded.forEach(message -> add(message, later));
    }
    now = instants.getFirst();
    wereThere();
  }

  private static List<String> recorded(String recording) {
    String text = new String(Recording.bytes(recording), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\r\n\r\n", -1))
        .filter(message -> message.startsWith("Event: "))
        .filter(message -> message.contains("\r\nTimestamp: "))
        .map(message -> message + "\r\n\r\n")
        .toList();
  }

  private void add(String message, long later) {
    String told =
        later == 0
            ? message
            : SECONDS
                .matcher(message)
                .replaceAll(found -> String.valueOf(Long.parseLong(found.group()) + later));
    messages.add(told);
    instants.add(stamp(fields(told)));
  }

  /** Whose first word isn't that they were added were members before. */
  private void wereThere() {
    Set<String> seen = new HashSet<>();
    for (String message : messages) {
      if (message.startsWith("Event: QueueMember")) {
        Map<String, String> fields = fields(message);
        if (seen.add(member(fields)) && !"QueueMemberAdded".equals(fields.get("Event"))) {
          members.put(member(fields), fields);
        }
      }
    }
  }

  int size() {
    return messages.size();
  }

  /** When the last message was made. */
  Instant now() {
    return now;
  }

  /** When a message is made. */
  Instant instant(int message) {
    return instants.get(message);
  }

  /** The messages from one to before another, which have happened then. */
  String next(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      follow(fields(messages.get(i)));
      now = instants.get(i);
      text.append(messages.get(i));
    }
    return text.toString();
  }

  private static Map<String, String> fields(String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : message.split("\r\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return fields;
  }

  private static Instant stamp(Map<String, String> fields) {
    String stamp = fields.getOrDefault("Timestamp", "0.0");
    int dot = stamp.indexOf('.');
    return Instant.ofEpochSecond(
        Long.parseLong(stamp.substring(0, dot)), Long.parseLong(stamp.substring(dot + 1)) * 1000);
  }

  private static String member(Map<String, String> fields) {
    return fields.get("Queue") + " " + fields.get("MemberName");
  }

  private void follow(Map<String, String> fields) {
    String id = fields.getOrDefault("Uniqueid", "");
    switch (fields.getOrDefault("Event", "")) {
      case "Newchannel", "NewCallerid", "Newstate", "BridgeEnter", "NewConnectedLine" -> {
        Map<String, String> channel = channels.computeIfAbsent(id, i -> new LinkedHashMap<>());
        channel.putIfAbsent("BridgeId", "");
        channel.putIfAbsent("began", fields.getOrDefault("Timestamp", "0.0"));
        for (String name :
            List.of(
                "Channel",
                "CallerIDNum",
                "Context",
                "Exten",
                "AccountCode",
                "Uniqueid",
                "Linkedid")) {
          channel.put(name, fields.getOrDefault(name, ""));
        }
        if (fields.containsKey("BridgeUniqueid")) {
          channel.put("BridgeId", fields.get("BridgeUniqueid"));
        }
      }
      case "BridgeLeave" -> channels.getOrDefault(id, new LinkedHashMap<>()).put("BridgeId", "");
      case "Newexten" -> {
        Map<String, String> channel = channels.getOrDefault(id, new LinkedHashMap<>());
        channel.put("Application", fields.getOrDefault("Application", ""));
        channel.put("ApplicationData", fields.getOrDefault("AppData", ""));
      }
      case "Hangup" -> {
        channels.remove(id);
        waiting.remove(id);
      }
      case "QueueCallerJoin" -> waiting.put(id, fields);
      case "QueueCallerLeave", "QueueCallerAbandon" -> waiting.remove(id);
      case "QueueMemberAdded", "QueueMemberPause", "QueueMemberStatus" ->
          members.put(member(fields), fields);
      case "QueueMemberRemoved" -> members.remove(member(fields));
      default -> {}
    }
  }

  /**
   * Has the double say what is in progress.
   *
   * @param at the instant, from which durations are counted
   */
  void show(AsteriskDouble asterisk, Instant at) {
    asterisk.idle();
    for (Map<String, String> channel : channels.values()) {
      List<String> fields = new ArrayList<>();
      channel.forEach((name, value) -> {
        if (!name.equals("began")) {
          fields.addAll(List.of(name, value));
        }
      });
      long age = since(channel.getOrDefault("began", "0.0"), at);
      fields.addAll(
          List.of("Duration", "%02d:%02d:%02d".formatted(age / 3600, age / 60 % 60, age % 60)));
      asterisk.inProgress("CoreShowChannel", fields.toArray(String[]::new));
    }
    for (Map<String, String> caller : waiting.values()) {
      asterisk.inProgress(
          "QueueEntry",
          "Queue",
          caller.getOrDefault("Queue", ""),
          "Uniqueid",
          caller.getOrDefault("Uniqueid", ""),
          "Wait",
          String.valueOf(since(caller.getOrDefault("Timestamp", "0.0"), at)));
    }
    for (Map<String, String> member : members.values()) {
      asterisk.inProgress(
          "QueueMember",
          "Queue",
          member.getOrDefault("Queue", ""),
          "Name",
          member.getOrDefault("MemberName", ""),
          "Location",
          member.getOrDefault("Interface", ""),
          "Paused",
          member.getOrDefault("Paused", "0"),
          "PausedReason",
          member.getOrDefault("PausedReason", ""),
          "Wrapuptime",
          member.getOrDefault("Wrapuptime", "0"));
    }
  }

  /** Whole seconds, as Asterisk counts them. */
  private static long since(String stamp, Instant at) {
    return Math.max(0, Duration.between(stamp(Map.of("Timestamp", stamp)), at).toSeconds());
  }
}
