package dev.tenure.billing.draft;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.YearMonth;
import java.util.Currency;

/** One currency on one invoice (D12). */
final class OneCurrency {

  private OneCurrency() {}

  /**
   * Checks an amount that isn't zero.
   *
   * @param charged code of the currency in which its days are charged
   * @param month of its days
   * @throws Refused {@code currency-differs}
   */
  static void demand(String charged, YearMonth month, Currency invoiced) {
    if (!charged.equals(invoiced.getCurrencyCode())) {
      throw new Refused(
          new Refusal.WrongState(
              "currency-differs",
              "Days of %s were charged in %s and can’t be settled on an invoice in %s. Settle them by an ad hoc invoice first, or choose a plan in %s."
                  .formatted(month, charged, invoiced.getCurrencyCode(), charged)));
    }
  }
}
