package dev.tenure.reporting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Days that people often ask for, seen from a today. */
public enum Preset {
  TODAY,
  YESTERDAY,
  /** From Monday to today. */
  WEEK,
  LAST_WEEK,
  /** Today and six days before; likewise the others. */
  DAYS7,
  DAYS30,
  MONTH,
  LAST_MONTH,
  DAYS365;

  /** The preset of that word, in either case, or empty for a word that none has. */
  public static Optional<Preset> of(String word) {
    return Stream.of(values())
        .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** As it stands in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its days. */
  public DayRange days(LocalDate today) {
    return switch (this) {
      case TODAY -> new DayRange(today, today);
      case YESTERDAY -> new DayRange(today.minusDays(1), today.minusDays(1));
      case WEEK -> new DayRange(monday(today), today);
      case LAST_WEEK -> new DayRange(monday(today).minusDays(7), monday(today).minusDays(1));
      case DAYS7 -> new DayRange(today.minusDays(6), today);
      case DAYS30 -> new DayRange(today.minusDays(29), today);
      case MONTH -> new DayRange(today.withDayOfMonth(1), today);
      case LAST_MONTH ->
          new DayRange(
              today.withDayOfMonth(1).minusMonths(1), today.withDayOfMonth(1).minusDays(1));
      case DAYS365 -> new DayRange(today.minusDays(364), today);
    };
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
