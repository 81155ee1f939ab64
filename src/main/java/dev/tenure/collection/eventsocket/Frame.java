package dev.tenure.collection.eventsocket;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One frame of the event socket.
 *
 * @param headers by name; of a repeated one the first
 * @param body empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
public record Frame(Map<String, String> headers, byte[] body) {

  /** Copies the headers; the body is the frame's own. */
  public Frame {
    headers = Map.copyOf(headers);
  }

  /** A header's value; empty if there is none. */
  public String get(String name) {
    return headers.getOrDefault(name, "");
  }

  /** What kind of frame it is, {@code text/event-json} for an event. */
  public String contentType() {
    return get("Content-Type");
  }

  /** The answer to a command other than {@code api}. */
  public boolean isReply() {
    return contentType().equals("command/reply");
  }

  /** The answer to {@code api}. */
  public boolean isAnswer() {
    return contentType().equals("api/response");
  }

  /** An event. */
  public boolean isEvent() {
    return contentType().equals("text/event-json");
  }

  /** Whether it says that it will close the connection. */
  public boolean isGoodbye() {
    return contentType().equals("text/disconnect-notice");
  }

  /** What a reply says, without its line end. */
  public String reply() {
    return get("Reply-Text").strip();
  }

  /** The body; bytes that are no UTF-8 become U+FFFD. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
