package dev.tenure.collection.queuelog;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a queue_log.
 *
 * @param number of the line in its file, from 1
 * @param at by the phone system's clock; in the file of Asterisk's own in whole seconds
 * @param call the caller's Uniqueid; {@code NONE}, {@code MANAGER} … where none is meant
 * @param queue, {@code NONE} for none; likewise the agent
 * @param data what follows the event
 */
record QueueLogLine(
    long number,
    Instant at,
    String call,
    String queue,
    String agent,
    String event,
    List<String> data) {

  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})([^0-9].*)?");

  /** Copies the list. */
  QueueLogLine {
    data = List.copyOf(data);
  }

  /** A field of data by its place from 1; empty if there is none. */
  String data(int place) {
    return place <= data.size() ? data.get(place - 1) : "";
  }

  /** The whole number with which a field of data begins; empty if it begins with none. */
  OptionalLong number(int place) {
    Matcher number = NUMBER.matcher(data(place));
    return number.matches()
        ? OptionalLong.of(Long.parseLong(number.group(1)))
        : OptionalLong.empty();
  }
}
