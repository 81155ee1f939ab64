package dev.tenure.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How dates, instants, spans and numbers read on a screen, in one zone and at one present instant.
 */
public record Formats(Texts texts, ZoneId zone, Instant now) {

  private static final DateTimeFormatter DATE = pattern("d MMM uuuu");
  private static final DateTimeFormatter SHORT_DATE = pattern("d MMM");
  private static final DateTimeFormatter WEEKDAY = pattern("EEE d MMM uuuu");
  private static final DateTimeFormatter TIME = pattern("HH:mm");
  private static final DateTimeFormatter EXACT_TIME = pattern("HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter UTC = pattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter ISO = pattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private static DateTimeFormatter pattern(String pattern) {
    // Locale.ENGLISH, for Locale.UK abbreviates September to four letters.
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** The same formats in another zone. */
  public Formats in(ZoneId other) {
    return new Formats(texts, other, now);
  }

  /** "30 Nov 2026". */
  public String date(LocalDate day) {
    return DATE.format(day);
  }

  /** "30 Nov 2026", the day in the zone. */
  public String date(Instant at) {
    return date(local(at).toLocalDate());
  }

  /** "30 Nov", with its year unless that is the present one. */
  public String shortDate(LocalDate day) {
    return day.getYear() == local(now).getYear() ? SHORT_DATE.format(day) : DATE.format(day);
  }

  /** "30 Nov", with its year unless that is the present one. */
  public String shortDate(Instant at) {
    return shortDate(local(at).toLocalDate());
  }

  /** "Mon 30 Nov 2026". */
  public String weekday(LocalDate day) {
    return WEEKDAY.format(day);
  }

  /** "Mon 30 Nov 2026", the day in the zone. */
  public String weekday(Instant at) {
    return weekday(local(at).toLocalDate());
  }

  /** "09:12". */
  public String time(Instant at) {
    return TIME.format(local(at));
  }

  /** "09:12". */
  public String time(LocalTime time) {
    return TIME.format(time);
  }

  /** "30 Nov 2026, 09:12". */
  public String dateTime(Instant at) {
    return date(at) + ", " + time(at);
  }

  /** "30 Nov, 09:12", with the year unless that is the present one. */
  public String shortDateTime(Instant at) {
    return shortDate(at) + ", " + time(at);
  }

  /** "2026-11-30 00:00 UTC"; with seconds and microseconds where there are any. */
  public String utc(Instant at) {
    ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
    boolean whole = utc.getSecond() == 0 && utc.getNano() == 0;
    return (whole ? UTC.format(utc) : utc.toLocalDate() + " " + EXACT_TIME.format(utc)) + " UTC";
  }

  /** The exact instant for machines, in UTC with microseconds. */
  public String iso(Instant at) {
    return ISO.format(at.atZone(ZoneOffset.UTC));
  }

  /** The exact instant for people who point at a time: in the zone and in UTC. */
  public String exact(Instant at) {
    ZonedDateTime local = local(at);
    return weekday(at) + " " + EXACT_TIME.format(local) + " " + zone.getId() + " = " + iso(at);
  }

  /** "7 days 3 hours": the two largest units that are not nought; at least "1 second". */
  public String span(Duration length) {
    Duration positive = length.abs();
    long[] amounts = {
      positive.toDays(), positive.toHoursPart(), positive.toMinutesPart(), positive.toSecondsPart()
    };
    String[] units = {"days", "hours", "minutes", "seconds"};
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < amounts.length; i++) {
      boolean neighbour = parts.isEmpty() || amounts[i - 1] != 0;
      if (amounts[i] != 0 && parts.size() < 2 && neighbour) {
        parts.add(texts.of("platform.span." + units[i], amounts[i]));
      } else if (!parts.isEmpty()) {
        break;
      }
    }
    return parts.isEmpty() ? texts.of("platform.span.seconds", 1) : String.join(" ", parts);
  }

  /** "in 7 days 3 hours" or "2 hours 5 minutes ago". */
  public String relative(Instant at) {
    String key = at.isAfter(now) ? "platform.span.ahead" : "platform.span.ago";
    return texts.of(key, span(Duration.between(now, at)));
  }

  /** How late or how quick something was: "41 ms", "1.3 s", else as {@link #span}. */
  public String lateness(Duration length) {
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      return texts.of("platform.span.millis", String.valueOf(Math.max(0, length.toMillis())));
    }
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      String seconds = String.format(Locale.UK, "%.1f", length.toMillis() / 1000.0);
      return texts.of("platform.span.short", seconds);
    }
    return span(length);
  }

  /** "3:12" or "1:03:12", as a running clock shows it. */
  public String clock(Duration length) {
    Duration positive = length.isNegative() ? Duration.ZERO : length;
    long hours = positive.toHours();
    return hours == 0
        ? "%d:%02d".formatted(positive.toMinutes(), positive.toSecondsPart())
        : "%d:%02d:%02d".formatted(hours, positive.toMinutesPart(), positive.toSecondsPart());
  }

  /** "1,284". */
  public String number(long value) {
    return String.format(Locale.UK, "%,d", value);
  }

  private ZonedDateTime local(Instant at) {
    return at.atZone(zone);
  }
}
