package dev.tenure.collection.queuelog;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times of queue_logs: seconds since 1970 as Asterisk's own file has them, or a date and time
 * as databases write it, with an offset or in the zone that is given. In the hour that clocks show
 * twice, a time that goes back from one line to the next means the second hour.
 */
final class LogTime {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{13}");
  private static final Pattern LOCAL =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");
  private static final Pattern OFFSET = Pattern.compile(LOCAL.pattern() + " ?(Z|[+-][0-9:]{2,6})");
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Lines aren't further out of order than this. */
  private static final Duration DISORDER = Duration.ofMinutes(10);

  private final @Nullable ZoneId zone;
  private Instant last = Instant.EPOCH;

  /**
   * Reads times in the order of a file.
   *
   * @param zone of times that name none; null if unknown
   */
  LogTime(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  /** Whether a time needs a zone that wasn't given. */
  boolean lacksZone(String text) {
    return zone == null && LOCAL.matcher(plain(text)).matches();
  }

  /** The instant, to the microsecond; empty if it is none. */
  Optional<Instant> read(String text) {
    try {
      Optional<Instant> at =
          instant(plain(text))
              .map(each -> each.truncatedTo(ChronoUnit.MICROS))
              .filter(each -> !each.isBefore(EARLIEST) && each.isBefore(LATEST));
      at.ifPresent(each -> last = each);
      return at;
    } catch (DateTimeException absurd) {
      return Optional.empty();
    }
  }

  /** Without surrounding blanks and quotes, and with a point in place of a comma. */
  private static String plain(String text) {
    String stripped = text.strip();
    if (stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")) {
      stripped = stripped.substring(1, stripped.length() - 1).strip();
    }
    return stripped.replace(',', '.');
  }

  private Optional<Instant> instant(String text) {
    if (MILLISECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    if (SECONDS.matcher(text).matches()) {
      long nanos =
          new BigDecimal(text).movePointRight(9).remainder(BigDecimal.TEN.pow(9)).longValue();
      return Optional.of(Instant.ofEpochSecond(new BigDecimal(text).longValue(), nanos));
    }
    if (LOCAL.matcher(text).matches() && zone != null) {
      return Optional.of(local(LocalDateTime.parse(text.replace(' ', 'T')), zone));
    }
    if (OFFSET.matcher(text).matches()) {
      String joined = text.substring(0, 10) + "T" + text.substring(11).replace(" ", "");
      return Optional.of(OffsetDateTime.parse(offset(joined)).toInstant());
    }
    return Optional.empty();
  }

  private Instant local(LocalDateTime time, ZoneId in) {
    List<ZoneOffset> offsets = in.getRules().getValidOffsets(time);
    Instant first = time.atZone(in).toInstant();
    return offsets.size() == 2 && first.isBefore(last.minus(DISORDER))
        ? time.toInstant(offsets.getLast())
        : first;
  }

  /** PostgreSQL writes {@code +02} for {@code +02:00}. */
  private static String offset(String text) {
    return text.matches(".*[+-][0-9]{2}") ? text + ":00" : text;
  }
}
