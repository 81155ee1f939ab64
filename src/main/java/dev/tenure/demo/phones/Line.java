package dev.tenure.demo.phones;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call of the simulated Asterisk, as long as it lasts. */
final class Line {

  final Channel caller;

  /** Whom it rings at, or who talks; null for nobody. */
  @Nullable Channel other;

  /** The agent to whom it is offered, or who talks; null for none. */
  @Nullable Desk desk;

  String queue = "";
  boolean waiting;
  boolean offered;
  Instant entered = Instant.EPOCH;

  /** How dialling ends, if it isn't answered. */
  String failure = "NOANSWER";

  Line(Channel caller) {
    this.caller = caller;
  }

  Channel other() {
    return other == null ? caller : other;
  }

  /** What app_queue tells of an offer to an agent. */
  List<String> offer() {
    Desk to = Objects.requireNonNull(desk);
    List<String> fields = new ArrayList<>(caller.fields(""));
    fields.addAll(other().fields("Dest"));
    fields.addAll(
        List.of("Queue", queue, "MemberName", to.name(), "Interface", "PJSIP/" + to.extension()));
    return fields;
  }

  /** Its lines in the answer to CoreShowChannels, each without its end. */
  Stream<String> channels(Instant now) {
    Channel second = other;
    return (second == null ? Stream.of(caller) : Stream.of(caller, second))
        .map(channel ->
            AmiText.fields(new StringBuilder("Event: CoreShowChannel\r\n"), channel.fields(""))
                .append("Duration: ")
                .append(channel.duration(now))
                .append("\r\nBridgeId: ")
                .append(channel.bridge)
                .append("\r\n")
                .toString());
  }

  /** Its line in the answer to QueueStatus, without its end; none unless the caller waits. */
  Stream<String> entry(Instant now) {
    return waiting
        ? Stream.of(
            AmiText.fields(new StringBuilder("Event: QueueEntry\r\n"), caller.fields(""))
                .append("Queue: ")
                .append(queue)
                .append("\r\nWait: ")
                .append(now.getEpochSecond() - entered.getEpochSecond())
                .append("\r\n")
                .toString())
        : Stream.empty();
  }
}
