package dev.tenure.collection.eventsocket;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as FreeSWITCH told it.
 *
 * @param headers by name; lists and objects within are left out
 */
public record SwitchEvent(Map<String, String> headers) {

  private static final int MOST_HEADERS = 5_000;

  /** FreeSWITCH's own names and ids are shorter; what is kept of them has to have an end. */
  private static final int LONGEST_WORD = 256;

  /** FreeSWITCH hands on names of callers as they came, control characters and all. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private static final BigInteger LATEST = BigInteger.valueOf(Long.MAX_VALUE / 1_000);

  /** Copies the headers. */
  public SwitchEvent {
    headers = Map.copyOf(headers);
  }

  /** Reads a frame's body; empty if it is no event. */
  public static Optional<SwitchEvent> read(Frame frame) {
    Map<String, String> headers = new HashMap<>();
    try (JsonParser parser = JSON.createParser(frame.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == null) {
          return Optional.empty();
        }
        if (value.isStructStart()) {
          parser.skipChildren();
        } else if (headers.size() < MOST_HEADERS) {
          headers.putIfAbsent(name, parser.getString());
        }
      }
      return parser.currentToken() == JsonToken.END_OBJECT
          ? Optional.of(new SwitchEvent(headers))
          : Optional.empty();
    } catch (JacksonException broken) {
      return Optional.empty();
    }
  }

  /** A header's value, of a long one the beginning; empty if there is none. */
  public String get(String name) {
    String value = headers.getOrDefault(name, "");
    return value.length() > LONGEST_WORD ? value.substring(0, LONGEST_WORD) : value;
  }

  /** {@code CHANNEL_CREATE}, … */
  public String name() {
    return get("Event-Name");
  }

  /** Of a channel's event, which channel. */
  public String channel() {
    return get("Unique-ID");
  }

  /** Which run of FreeSWITCH told it; its numbers begin anew with each. */
  public String core() {
    return get("Core-UUID");
  }

  /** Its number among all that this run of FreeSWITCH told anybody; 0 if it has none. */
  public long sequence() {
    String text = get("Event-Sequence");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  /** When it was made, by FreeSWITCH's clock. */
  public Optional<Instant> stamp() {
    return instant("Event-Date-Timestamp");
  }

  /** A header that holds microseconds since 1970; empty if it doesn't. */
  public Optional<Instant> instant(String header) {
    String text = get(header);
    if (!text.matches("[1-9][0-9]{0,18}") || new BigInteger(text).compareTo(LATEST) > 0) {
      return Optional.empty();
    }
    return Optional.of(Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS));
  }
}
