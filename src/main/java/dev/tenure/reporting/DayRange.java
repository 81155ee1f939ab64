package dev.tenure.reporting;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days of a customer's calendar, both inclusive. */
public record DayRange(LocalDate first, LocalDate last) {

  /** Turns them round if they come in the wrong order. */
  public DayRange {
    if (last.isBefore(first)) {
      LocalDate later = first;
      first = last;
      last = later;
    }
  }

  /** How many days there are, one or more. */
  public int length() {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
  }
}
