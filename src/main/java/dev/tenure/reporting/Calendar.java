package dev.tenure.reporting;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer's days: they begin at its day start in its zone, and last 23 or 25 hours where the
 * clocks change. A day start that a change skips means the first instant after it, one that occurs
 * twice the earlier.
 *
 * @param dayStart cut to the quarter of an hour, the finest step of any report
 */
public record Calendar(ZoneId zone, LocalTime dayStart) {

  /** Cuts the day start. */
  public Calendar {
    dayStart = dayStart.truncatedTo(ChronoUnit.MINUTES);
    dayStart = dayStart.minusMinutes(dayStart.getMinute() % 15);
  }

  /** When the day begins. */
  public Instant begin(LocalDate day) {
    LocalDateTime local = day.atTime(dayStart);
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }

  /** When the day ends, exclusive. */
  public Instant end(LocalDate day) {
    return begin(day.plusDays(1));
  }

  /** The whole range as one. */
  public Bucket whole(DayRange days) {
    return new Bucket(begin(days.first()), end(days.last()));
  }

  /** The day that the instant lies in. */
  public LocalDate dayOf(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return at.isBefore(begin(day)) ? day.minusDays(1) : day;
  }

  /** Each day of the range. */
  public List<Bucket> days(DayRange days) {
    return days.first()
        .datesUntil(days.last().plusDays(1))
        .map(day -> new Bucket(begin(day), end(day)))
        .toList();
  }

  /** The range's steps, in order and without a gap; weeks and months are cut to the range. */
  public List<Bucket> buckets(Grain grain, DayRange days) {
    List<Bucket> buckets = new ArrayList<>();
    LocalDate day = days.first();
    while (!day.isAfter(days.last())) {
      LocalDate next = next(grain, day);
      LocalDate after = next.isAfter(days.last()) ? days.last().plusDays(1) : next;
      if (grain.isWholeDays()) {
        buckets.add(new Bucket(begin(day), begin(after)));
      } else {
        for (Instant at = begin(day); at.isBefore(end(day)); at = at.plus(grain.step())) {
          Instant to = at.plus(grain.step());
          buckets.add(new Bucket(at, to.isBefore(end(day)) ? to : end(day)));
        }
      }
      day = after;
    }
    return buckets;
  }

  private static LocalDate next(Grain grain, LocalDate day) {
    return switch (grain) {
      case QUARTER, HALF, HOUR, DAY -> day.plusDays(1);
      case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1).plusMonths(1);
    };
  }
}
