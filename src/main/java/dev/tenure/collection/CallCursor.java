package dev.tenure.collection;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of calls ended; stable while calls come in.
 *
 * @param value what the order compares, of the last call, as the database writes it
 */
public record CallCursor(String value, CallId id) {

  private static final int ID = 36;

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<CallCursor> parse(String text) {
    if (text.length() <= ID || text.charAt(ID) != '~') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CallCursor(
              text.substring(ID + 1), new CallId(UUID.fromString(text.substring(0, ID)))));
    } catch (IllegalArgumentException mangled) {
      return Optional.empty();
    }
  }

  /** For an address. */
  @Override
  public String toString() {
    return id + "~" + value;
  }
}
