package dev.tenure.collection.queuelog;

import java.time.Instant;
import java.util.List;

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

  /** Copies the list. */
  QueueLogLine {
    data = List.copyOf(data);
  }

  /** A field of data by its place from 1; empty if there is none. */
  String data(int place) {
    return place <= data.size() ? data.get(place - 1) : "";
  }

  /** A whole number in a field of data; 0 if it is none. */
  long number(int place) {
    String text = data(place);
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
  }
}
