package dev.tenure.collection.queuelog;

import java.util.OptionalLong;

/** The durations in lines, each in its place of the data. */
final class LogNumbers {

  /** Longer durations are ignored as implausible. */
  private static final long LONGEST = 86_400;

  private LogNumbers() {}

  /** How long the caller waited. */
  static OptionalLong waited(QueueLogLine line) {
    return switch (line.event()) {
      case "CONNECT", "COMPLETEAGENT", "COMPLETECALLER" -> seconds(line, 1);
      case "ABANDON", "EXITEMPTY", "EXITWITHTIMEOUT", "WITHDRAW" -> seconds(line, 3);
      case "EXITWITHKEY" -> seconds(line, 4);
      case "TRANSFER", "BLINDTRANSFER" -> line.data().size() < 4 ? none() : seconds(line, 3);
      case "ATTENDEDTRANSFER" -> seconds(line, line.data(1).equals("LINK") ? 4 : 3);
      default -> none();
    };
  }

  /** How long they talked. */
  static OptionalLong talked(QueueLogLine line) {
    return switch (line.event()) {
      case "COMPLETEAGENT", "COMPLETECALLER" -> seconds(line, 2);
      case "TRANSFER", "BLINDTRANSFER" -> line.data().size() < 4 ? none() : seconds(line, 4);
      case "ATTENDEDTRANSFER" -> seconds(line, line.data(1).equals("LINK") ? 5 : 4);
      default -> none();
    };
  }

  /** How long it rang, in milliseconds. */
  static OptionalLong rang(QueueLogLine line) {
    return switch (line.event()) {
      case "CONNECT" -> {
        OptionalLong seconds = seconds(line, 3);
        yield seconds.isEmpty() ? none() : OptionalLong.of(seconds.getAsLong() * 1000);
      }
      case "RINGNOANSWER", "RINGCANCELED" -> {
        OptionalLong millis = line.number(1);
        yield millis.isEmpty() || millis.getAsLong() > LONGEST * 1000 ? none() : millis;
      }
      default -> none();
    };
  }

  private static OptionalLong seconds(QueueLogLine line, int place) {
    OptionalLong seconds = line.number(place);
    return seconds.isEmpty() || seconds.getAsLong() > LONGEST ? none() : seconds;
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
