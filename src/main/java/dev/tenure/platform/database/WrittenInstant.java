package dev.tenure.platform.database;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** An instant as the database writes it into a cursor, and as it returns in an address. */
public final class WrittenInstant {

  private WrittenInstant() {}

  /** Whether the database can read it again: "2026-11-30 19:45:02.123456+00". */
  public static boolean is(String text) {
    if (!text.matches("(19|20|21)[0-9]{2}-[0-9-]{5} [0-9:.]{8,15}[+-][0-9]{2}(:[0-9]{2})?")) {
      return false;
    }
    try {
      String offset = text.charAt(text.length() - 3) == ':' ? "" : ":00";
      OffsetDateTime.parse(text.replace(' ', 'T') + offset);
      return true;
    } catch (DateTimeException madeUp) {
      return false;
    }
  }
}
