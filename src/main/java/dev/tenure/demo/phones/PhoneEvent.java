package dev.tenure.demo.phones;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One canonical event as it is sent.
 *
 * @param fields as in the event's JSON, all texts
 */
public record PhoneEvent(Instant at, Map<String, String> fields) {

  /** Keeps the order of the fields. */
  public PhoneEvent {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
