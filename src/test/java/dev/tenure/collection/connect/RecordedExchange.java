package dev.tenure.collection.connect;

import dev.tenure.collection.ami.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded Asterisk, message by message, which can say at any point what is in progress there, as
 * the real one could have.
 */
final class RecordedExchange {

  private final List<String> messages;
  private final Map<String, Map<String, String>> channels = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> waiting = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> members = new LinkedHashMap<>();
  private Instant now = Instant.EPOCH;

  RecordedExchange(String recording) {
    String text = new String(Recording.bytes(recording), StandardCharsets.UTF_8);
    messages =
        Arrays.stream(text.split("\r\n\r\n", -1))
            .filter(message -> message.startsWith("Event: "))
            .map(message -> message + "\r\n\r\n")
            .toList();
  }

  int size() {
    return messages.size();
  }

  /** When the last message was made. */
  Instant now() {
    return now;
  }

  /** The messages from one to before another, which have happened then. */
  String next(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (String message : messages.subList(from, to)) {
      follow(fields(message));
      text.append(message);
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

  private void follow(Map<String, String> fields) {
    String stamp = fields.getOrDefault("Timestamp", "");
    if (!stamp.isEmpty()) {
      int dot = stamp.indexOf('.');
      now =
          Instant.ofEpochSecond(
              Long.parseLong(stamp.substring(0, dot)),
              Long.parseLong(stamp.substring(dot + 1)) * 1000);
    }
    String id = fields.getOrDefault("Uniqueid", "");
    switch (fields.getOrDefault("Event", "")) {
      case "Newchannel", "NewCallerid", "Newstate", "BridgeEnter", "NewConnectedLine" -> {
        Map<String, String> channel = channels.computeIfAbsent(id, i -> new LinkedHashMap<>());
        channel.putIfAbsent("began", stamp);
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
      case "BridgeLeave" -> channels.getOrDefault(id, new LinkedHashMap<>()).remove("BridgeId");
      case "Hangup" -> {
        channels.remove(id);
        waiting.remove(id);
      }
      case "QueueCallerJoin" -> waiting.put(id, fields);
      case "QueueCallerLeave", "QueueCallerAbandon" -> waiting.remove(id);
      case "QueueMemberAdded", "QueueMemberPause", "QueueMemberStatus" ->
          members.put(fields.get("Queue") + " " + fields.get("MemberName"), fields);
      case "QueueMemberRemoved" ->
          members.remove(fields.get("Queue") + " " + fields.get("MemberName"));
      default -> {}
    }
  }

  /** Has the double say what is in progress now. */
  void show(AsteriskDouble asterisk) {
    asterisk.idle();
    for (Map<String, String> channel : channels.values()) {
      List<String> fields = new ArrayList<>();
      channel.forEach((name, value) -> {
        if (!name.equals("began")) {
          fields.addAll(List.of(name, value));
        }
      });
      String began = channel.getOrDefault("began", "0.0");
      long age = now.getEpochSecond() - Long.parseLong(began.substring(0, began.indexOf('.')));
      fields.addAll(List.of("Duration", "00:%02d:%02d".formatted(age / 60, age % 60)));
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
          "1");
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
}
