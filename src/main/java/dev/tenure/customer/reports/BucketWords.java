package dev.tenure.customer.reports;

import dev.tenure.platform.web.Formats;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Steps of time in words, in the customer's zone. */
final class BucketWords {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private BucketWords() {}

  /** As a row is called. */
  static String row(Formats formats, Calendar calendar, Grain grain, Bucket bucket) {
    LocalDate first = calendar.dayOf(bucket.from());
    LocalDate last = calendar.dayOf(bucket.to().minusNanos(1));
    return switch (grain) {
      case DAY -> formats.weekday(first);
      case QUARTER, HALF, HOUR ->
          formats.weekday(bucket.from())
              + ", "
              + formats.time(bucket.from())
              + "–"
              + formats.time(bucket.to())
              + zone(calendar, bucket.from());
      case WEEK, MONTH ->
          grain == Grain.MONTH && isWholeMonth(first, last)
              ? MONTH.format(first)
              : first.equals(last)
                  ? formats.date(first)
                  : MONTH_DAY.format(first) + " – " + formats.date(last);
    };
  }

  /** As little as an axis needs. */
  static String tick(
      Formats formats, Calendar calendar, Grain grain, Bucket bucket, boolean oneDay) {
    LocalDate first = calendar.dayOf(bucket.from());
    return switch (grain) {
      case QUARTER, HALF, HOUR ->
          oneDay
              ? formats.time(bucket.from())
              : DAY.format(bucket.from().atZone(calendar.zone()))
                  + " "
                  + formats.time(bucket.from());
      case DAY, WEEK -> MONTH_DAY.format(first);
      case MONTH -> DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH).format(first);
    };
  }

  private static boolean isWholeMonth(LocalDate first, LocalDate last) {
    return first.getDayOfMonth() == 1 && last.plusDays(1).getDayOfMonth() == 1;
  }

  /** On a day on which clocks change an hour may occur twice: which of the two. */
  private static String zone(Calendar calendar, Instant at) {
    LocalDate day = calendar.dayOf(at);
    ZonedDateTime begin = calendar.begin(day).atZone(calendar.zone());
    ZonedDateTime end = calendar.end(day).atZone(calendar.zone());
    return begin.getOffset().equals(end.getOffset())
        ? ""
        : " " + ZONE.format(at.atZone(calendar.zone()));
  }
}
