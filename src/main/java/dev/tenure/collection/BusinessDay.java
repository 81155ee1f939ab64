package dev.tenure.collection;

import dev.tenure.account.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A customer's day {@code [from, to)}: from the time at which it lets its days begin to the same
 * time of the next date. It lasts 23 or 25 hours where clocks change within it.
 *
 * @param date on which it begins, in the customer's zone
 */
public record BusinessDay(LocalDate date, Instant from, Instant to) {

  /** The day that begins on the date. */
  public static BusinessDay of(LocalDate date, LocalTime start, ZoneId zone) {
    return new BusinessDay(
        date,
        Moment.resolve(date, start, zone).instant(),
        Moment.resolve(date.plusDays(1), start, zone).instant());
  }

  /** The day in which the instant lies. */
  public static BusinessDay at(Instant now, LocalTime start, ZoneId zone) {
    BusinessDay day = of(now.atZone(zone).toLocalDate(), start, zone);
    return now.isBefore(day.from()) ? of(day.date().minusDays(1), start, zone) : day;
  }
}
