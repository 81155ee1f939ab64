package dev.tenure.demo.phones;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A channel of the simulated Asterisk, as long as it lives. */
final class Channel {

  final String name;
  final String id;
  final String linkedId;
  final Instant startedAt;
  final String from;
  final String to;
  final String context;
  String bridge = "";

  Channel(
      String name,
      String id,
      String linkedId,
      Instant startedAt,
      String from,
      String to,
      String context) {
    this.name = name;
    this.id = id;
    this.linkedId = linkedId;
    this.startedAt = startedAt;
    this.from = from;
    this.to = to;
    this.context = context;
  }

  /** Its fields in an event, whose names begin with the prefix. */
  List<String> fields(String prefix) {
    List<String> all = new ArrayList<>();
    for (String[] field :
        new String[][] {
          {"Channel", name},
          {"CallerIDNum", from},
          {"AccountCode", context},
          {"Context", context},
          {"Exten", to},
          {"Priority", "1"},
          {"Uniqueid", id},
          {"Linkedid", linkedId}
        }) {
      all.add(prefix + field[0]);
      all.add(field[1]);
    }
    return all;
  }

  /** {@code 00:01:23} since it began. */
  String duration(Instant now) {
    Duration age = Duration.between(startedAt, now);
    return "%02d:%02d:%02d"
        .formatted(
            Math.max(0, age.toHours()),
            Math.abs(age.toMinutesPart()),
            Math.abs(age.toSecondsPart()));
  }
}
