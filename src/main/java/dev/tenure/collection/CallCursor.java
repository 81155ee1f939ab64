package dev.tenure.collection;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a page of calls ended; stable while calls come in. */
public record CallCursor(Instant startedAt, CallId id) {

  private static final String BETWEEN = "~";

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<CallCursor> parse(String text) {
    int at = text.indexOf(BETWEEN);
    if (at < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CallCursor(
              Instant.parse(text.substring(0, at)),
              new CallId(UUID.fromString(text.substring(at + 1)))));
    } catch (DateTimeException | IllegalArgumentException mangled) {
      return Optional.empty();
    }
  }

  /** For an address. */
  @Override
  public String toString() {
    return startedAt + BETWEEN + id;
  }
}
