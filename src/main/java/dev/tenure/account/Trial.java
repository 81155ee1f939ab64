package dev.tenure.account;

import java.time.Instant;
import java.time.LocalDate;

/** What a reseller may promise of a trial (D7). */
final class Trial {

  private Trial() {}

  /**
   * Refuses a last day that is past, or further off than the reseller's longest trial from today.
   */
  static void check(CustomerDetails details, Reseller reseller, Instant now) {
    LocalDate until = details.trialUntil();
    if (until == null) {
      return;
    }
    int longest = reseller.details().trialDaysMax();
    LocalDate today = now.atZone(details.zone()).toLocalDate();
    if (longest == 0) {
      throw Words.invalid(
          "trialUntil", "trial-not-allowed", "Trials are not enabled for you; contact Support.");
    }
    if (until.isBefore(today) || until.isAfter(today.plusDays(longest))) {
      throw Words.invalid(
          "trialUntil",
          "trial-out-of-range",
          "A trial ends between today and %s (%d days at most)."
              .formatted(today.plusDays(longest), longest));
    }
  }
}
