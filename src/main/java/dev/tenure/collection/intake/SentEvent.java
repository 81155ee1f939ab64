package dev.tenure.collection.intake;

import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An event as it was sent and understood.
 *
 * @param account which customer of a shared source it concerns; empty for the source's own
 * @param body its fields beside id, time and type, as the journal keeps them
 */
record SentEvent(Event event, EventType type, String account, Map<String, String> body) {

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  static SentEvent read(JsonNode json) throws Malformed {
    if (!json.isObject()) {
      throw new Malformed("An event is a JSON object.");
    }
    Fields envelope = new Fields(json);
    String id = envelope.required("id");
    Instant at = instant(envelope.required("occurredAt"));
    String word = envelope.required("type");
    if (EventType.named(word).filter(type -> !type.isSent()).isPresent()) {
      throw unknown(word);
    }
    return read(id, at, word, envelope.optional("account"), new Fields(json));
  }

  /** A connector's event, judged as strictly. */
  static SentEvent of(CanonicalEvent event) throws Malformed {
    String id = new Fields(Map.of("id", event.id())).required("id");
    Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
    return read(id, at, event.type(), event.account(), new Fields(event.fields()));
  }

  private static SentEvent read(String id, Instant at, String word, String account, Fields fields)
      throws Malformed {
    Optional<EventType> type = EventType.named(word);
    if (type.isEmpty()) {
      throw unknown(word);
    }
    Happening what = type.get().read(fields);
    return new SentEvent(new Event(id, at, what), type.get(), account, fields.kept());
  }

  private static Malformed unknown(String word) {
    return new Malformed(
        "Type \"%s\" is not known; known are %s.".formatted(word, EventType.known()));
  }

  private static Instant instant(String text) throws Malformed {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      if (!at.isBefore(EARLIEST) && at.isBefore(LATEST)) {
        return at;
      }
    } catch (DateTimeException noInstant) {
      // Refused below, as is an instant out of range.
    }
    throw new Malformed(
        "Field \"occurredAt\" must be an instant with offset, for example "
            + "2026-11-22T09:15:02.123456Z or 2026-11-22T10:15:02+01:00.");
  }
}
