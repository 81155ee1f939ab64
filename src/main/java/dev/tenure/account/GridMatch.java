package dev.tenure.account;

import dev.tenure.platform.database.LikePattern;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * In which ways a customer can match what somebody typed: by name or reference, by the word of its
 * status, by the date of its creation as the list shows it.
 *
 * @param pattern for LIKE on lower-case words
 * @param statuses those whose word contains the text
 * @param dates those that contain the text when written like {@code 2 Mar 2026}, oldest first
 */
record GridMatch(String pattern, List<Status> statuses, List<LocalDate> dates) {

  private static final int FIRST_YEAR = 2000;

  /** Half-open span of time, in epoch seconds. */
  record Span(long from, long to) {}

  /** What the text means; dates are looked for up to {@code newest}. */
  static GridMatch of(String typed, LocalDate newest) {
    String text = typed.toLowerCase(Locale.ROOT);
    return new GridMatch(
        LikePattern.containing(text),
        Arrays.stream(Status.values())
            .filter(status -> status.name().toLowerCase(Locale.ROOT).contains(text))
            .toList(),
        text.isEmpty() ? List.of() : dates(text, newest));
  }

  /** Whether every customer matches. */
  boolean everything() {
    return pattern.equals("%%") || statuses.size() == Status.values().length;
  }

  /** Whether it is long enough for an index of three letters each. */
  boolean indexed() {
    return pattern.length() >= 5;
  }

  private static List<LocalDate> dates(String text, LocalDate newest) {
    List<LocalDate> dates = new ArrayList<>();
    for (int year = FIRST_YEAR; year <= newest.getYear(); year++) {
      for (Month month : Month.values()) {
        String rest = " " + month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + year;
        String lower = rest.toLowerCase(Locale.ROOT);
        int length = YearMonth.of(year, month).lengthOfMonth();
        for (int day = 1; day <= length; day++) {
          if ((day + lower).contains(text)) {
            dates.add(LocalDate.of(year, month, day));
          }
        }
      }
    }
    return List.copyOf(dates);
  }

  /** Spans that contain each of the dates in whatever zone; those that touch are one. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (LocalDate date : dates) {
      long from = date.atStartOfDay().toEpochSecond(ZoneOffset.MAX);
      long to = date.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.MIN);
      if (!spans.isEmpty() && spans.getLast().to() >= from) {
        spans.set(spans.size() - 1, new Span(spans.getLast().from(), to));
      } else {
        spans.add(new Span(from, to));
      }
    }
    return List.copyOf(spans);
  }
}
