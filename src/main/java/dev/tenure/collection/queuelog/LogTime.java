package dev.tenure.collection.queuelog;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times of queue_logs: seconds since 1970 as Asterisk's own file has them, or a date and time
 * as databases write it, with an offset or in the zone that is given.
 */
record LogTime(@Nullable ZoneId zone) {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final Pattern LOCAL =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");
  private static final Pattern OFFSET = Pattern.compile(LOCAL.pattern() + " ?(Z|[+-][0-9:]{2,6})");
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Whether a time needs a zone that wasn't given. */
  boolean lacksZone(String text) {
    return zone == null && LOCAL.matcher(text).matches();
  }

  /** The instant, to the microsecond; empty if it is none. */
  Optional<Instant> read(String text) {
    try {
      return instant(text)
          .map(at -> at.truncatedTo(ChronoUnit.MICROS))
          .filter(at -> !at.isBefore(EARLIEST) && at.isBefore(LATEST));
    } catch (DateTimeException absurd) {
      return Optional.empty();
    }
  }

  private Optional<Instant> instant(String text) {
    if (SECONDS.matcher(text).matches()) {
      long nanos =
          new BigDecimal(text).movePointRight(9).remainder(BigDecimal.TEN.pow(9)).longValue();
      return Optional.of(Instant.ofEpochSecond(new BigDecimal(text).longValue(), nanos));
    }
    if (LOCAL.matcher(text).matches() && zone != null) {
      return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant());
    }
    if (OFFSET.matcher(text).matches()) {
      String joined = text.substring(0, 10) + "T" + text.substring(11).replace(" ", "");
      return Optional.of(OffsetDateTime.parse(offset(joined)).toInstant());
    }
    return Optional.empty();
  }

  /** PostgreSQL writes {@code +02} for {@code +02:00}. */
  private static String offset(String text) {
    return text.matches(".*[+-][0-9]{2}") ? text + ":00" : text;
  }
}
