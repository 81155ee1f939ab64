package dev.tenure.collection.intake;

import dev.tenure.collection.model.Happening;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event's fields as the journal keeps them: a line {@code name=value} for each, which the
 * absence of control characters allows. The reference of the call or agent has a column of its own.
 */
final class EventBody {

  private EventBody() {}

  static String write(Happening what, Map<String, String> fields) {
    String subject = what instanceof Happening.OnCall ? "callRef" : "agent";
    StringBuilder lines = new StringBuilder(64);
    fields.forEach((name, value) -> {
      if (!name.equals(subject)) {
        lines.append(lines.isEmpty() ? "" : "\n").append(name).append('=').append(value);
      }
    });
    return lines.toString();
  }

  /** Exactly one of {@code call} and {@code agent} is not null. */
  static Happening read(String type, String body, @Nullable String call, @Nullable String agent) {
    Map<String, String> fields = fields(body);
    if (call != null) {
      fields.put("callRef", call);
    }
    if (agent != null) {
      fields.put("agent", agent);
    }
    try {
      return EventType.named(type)
          .orElseThrow(() -> new IllegalStateException("The journal has an event of type " + type))
          .read(new Fields(fields));
    } catch (Malformed unreadable) {
      throw new IllegalStateException("The journal has a bad " + type + ": " + body, unreadable);
    }
  }

  static Map<String, String> fields(String body) {
    Map<String, String> fields = new HashMap<>();
    for (int from = 0; from < body.length(); ) {
      int end = body.indexOf('\n', from);
      end = end < 0 ? body.length() : end;
      int sign = body.indexOf('=', from);
      fields.put(body.substring(from, sign), body.substring(sign + 1, end));
      from = end + 1;
    }
    return fields;
  }
}
