package dev.tenure.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The place behind an entry, where the next page begins. */
record AuditCursor(Instant at, UUID chain, long seq) {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  static AuditCursor behind(AuditLine line) {
    return new AuditCursor(line.at(), line.entry().chain(), line.seq());
  }

  static Optional<AuditCursor> parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String[] parts = text.split("~", 3);
      return Optional.of(
              new AuditCursor(
                  Instant.parse(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2])))
          .filter(cursor -> !cursor.at.isBefore(EARLIEST) && cursor.at.isBefore(LATEST));
    } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      // Somebody's hand was in the address bar: the newest entries are as good an answer as any.
      return Optional.empty();
    }
  }

  String text() {
    return at + "~" + chain + "~" + seq;
  }
}
