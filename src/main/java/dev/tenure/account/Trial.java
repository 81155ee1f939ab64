package dev.tenure.account;

import dev.tenure.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * D13: a trial begins with the account. Its length counts from there, its last day is a day of the
 * customer's zone, and it is changed only while it runs.
 *
 * @param begin of the account
 * @param longest in days, as the reseller may grant
 */
record Trial(Instant begin, int longest) {

  static Trial of(Account account, Reseller reseller) {
    return new Trial(
        account.timeline().periods().getFirst().from(), reseller.details().trialDaysMax());
  }

  /** The longest trial's last day. */
  private LocalDate latest(ZoneId zone) {
    return begin.atZone(zone).toLocalDate().plusDays(longest);
  }

  /**
   * Refuses the last day of a new customer's trial that lies before the account or beyond the
   * reseller's longest trial.
   */
  void check(CustomerDetails details) {
    if (details.trialUntil() != null) {
      demand(details.trialUntil(), begin.atZone(details.zone()).toLocalDate(), details.zone());
    }
  }

  /**
   * The details as they may be stored: a running trial that is removed ended yesterday, because
   * days that were free stay free.
   *
   * @param invoiced whether any invoice has a line of the customer
   * @throws Refused as invalid in {@code trialUntil}: {@code trial-ended}, {@code trial-too-late},
   *     {@code trial-not-allowed}, {@code trial-out-of-range}
   */
  CustomerDetails change(
      CustomerDetails before, CustomerDetails wanted, Instant now, BooleanSupplier invoiced) {
    LocalDate last = before.trialUntil();
    LocalDate until = wanted.trialUntil();
    if (Objects.equals(last, until)) {
      return wanted;
    }
    LocalDate today = now.atZone(wanted.zone()).toLocalDate();
    if (last != null && now.atZone(before.zone()).toLocalDate().isAfter(last)) {
      throw refusal(
          "trial-ended", "The trial ended on %s and can no longer be changed.".formatted(last));
    }
    if (last == null && invoiced.getAsBoolean()) {
      throw refusal(
          "trial-too-late",
          "A trial begins with the account, and this customer has already been invoiced.");
    }
    if (until == null) {
      boolean wholeDays = begin.atZone(wanted.zone()).toLocalDate().isBefore(today);
      return wanted.withTrial(wholeDays ? today.minusDays(1) : null);
    }
    boolean shorter = last != null && until.isBefore(last) && !until.isBefore(today);
    if (!shorter) {
      demand(until, today, wanted.zone());
    }
    return wanted;
  }

  private void demand(LocalDate until, LocalDate today, ZoneId zone) {
    if (longest == 0) {
      throw refusal("trial-not-allowed", "Trials are not enabled for you; contact Support.");
    }
    LocalDate latest = latest(zone);
    if (latest.isBefore(today)) {
      throw refusal(
          "trial-too-late",
          "A trial begins with the account; its %d days ended on %s.".formatted(longest, latest));
    }
    if (until.isBefore(today) || until.isAfter(latest)) {
      throw refusal(
          "trial-out-of-range",
          "A trial ends between today and %s (%d days at most, from the account’s beginning), in %s."
              .formatted(latest, longest, zone));
    }
  }

  private static Refused refusal(String code, String sentence) {
    return Words.invalid("trialUntil", code, sentence);
  }
}
