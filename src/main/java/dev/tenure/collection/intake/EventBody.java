package dev.tenure.collection.intake;

import dev.tenure.collection.model.Happening;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An event's fields as the journal keeps them. */
final class EventBody {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EventBody() {}

  static String write(Map<String, String> fields) {
    return JSON.writeValueAsString(fields);
  }

  static Happening read(String type, String body) {
    try {
      return EventType.named(type)
          .orElseThrow(() -> new IllegalStateException("The journal has an event of type " + type))
          .read(new Fields(JSON.readTree(body)));
    } catch (Malformed unreadable) {
      throw new IllegalStateException("The journal has a bad " + type + ": " + body, unreadable);
    }
  }
}
