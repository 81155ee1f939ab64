package dev.tenure.billing;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * D13: a trial lasts to the end of its last day, a day of the customer's zone; charges go by days
 * of the reseller's. No instant of a trial is charged.
 */
public final class TrialDays {

  private TrialDays() {}

  /**
   * The last day of the reseller's zone with any instant of the trial. It is free as a whole, and
   * the day after it is the first that is charged.
   *
   * @param until the trial's last day
   */
  public static LocalDate lastFree(LocalDate until, ZoneId customer, ZoneId reseller) {
    return until
        .plusDays(1)
        .atStartOfDay(customer)
        .toInstant()
        .minusNanos(1000)
        .atZone(reseller)
        .toLocalDate();
  }
}
