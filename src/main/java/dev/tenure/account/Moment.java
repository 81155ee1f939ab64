package dev.tenure.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A local date and time that a person picks, and the instant it means (A8).
 *
 * @param picked what was picked, whether or not the zone's clocks ever show it
 * @param instant what it means; this rules
 */
public record Moment(LocalDateTime picked, ZoneId zone, Instant instant, Clocks clocks) {

  /** What the zone's clocks do at the picked time. */
  public enum Clocks {
    /** They show it once. */
    ORDINARY,
    /** They skip it; the first valid instant after the gap is meant. */
    SKIPPED,
    /** They show it twice; the earlier is meant. */
    REPEATED
  }

  /** A8: no time means 00:00, the start of the date. */
  public static Moment resolve(LocalDate date, @Nullable LocalTime time, ZoneId zone) {
    LocalDateTime picked = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    ZoneRules rules = zone.getRules();
    return switch (rules.getValidOffsets(picked).size()) {
      case 1 ->
          new Moment(picked, zone, picked.toInstant(rules.getOffset(picked)), Clocks.ORDINARY);
      case 0 -> {
        ZoneOffsetTransition gap = rules.getTransition(picked);
        yield new Moment(picked, zone, gap.getInstant(), Clocks.SKIPPED);
      }
      default ->
          new Moment(
              picked,
              zone,
              picked.toInstant(rules.getTransition(picked).getOffsetBefore()),
              Clocks.REPEATED);
    };
  }

  /**
   * The local date and time that the clocks show at the instant; differs from picked after a gap.
   */
  public LocalDateTime shown() {
    return instant.atZone(zone).toLocalDateTime();
  }

  /** The last local date that lies wholly before the instant. */
  public LocalDate lastFullDay() {
    return lastFullDayBefore(instant, zone);
  }

  /** The last local date of the zone all of whose instants lie before {@code end}. */
  public static LocalDate lastFullDayBefore(Instant end, ZoneId zone) {
    LocalDate last = end.minusNanos(1000).atZone(zone).toLocalDate();
    Instant after = last.plusDays(1).atStartOfDay(zone).toInstant();
    if (!after.isAfter(end)) {
      return last;
    }
    // Through instants, not minusDays: a zone may skip a whole date.
    return last.atStartOfDay(zone).toInstant().minusNanos(1000).atZone(zone).toLocalDate();
  }
}
