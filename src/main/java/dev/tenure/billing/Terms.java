package dev.tenure.billing;

import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;

/**
 * On what terms a reseller is charged.
 *
 * @param zone of its billing days (D1)
 * @param from first day that is charged
 * @param discountName as its line says, empty without a discount
 * @param discount in hundredths of a per cent of the licences’ sum
 * @param taxName as its line says, for example {@code VAT}
 * @param tax in hundredths of a per cent of all lines’ sum
 */
public record Terms(
    ResellerId reseller,
    ZoneId zone,
    LocalDate from,
    Plan plan,
    String discountName,
    int discount,
    String taxName,
    int tax) {

  public Currency currency() {
    return plan.currency();
  }

  /** The same, with days counted in that zone. */
  public Terms counting(ZoneId otherwise) {
    return otherwise.equals(zone)
        ? this
        : new Terms(reseller, otherwise, from, plan, discountName, discount, taxName, tax);
  }

  /** The same by another plan, or another version of it. */
  public Terms pricing(Plan otherwise) {
    return new Terms(reseller, zone, from, otherwise, discountName, discount, taxName, tax);
  }

  /** Whether they are the same object; comparing all prices would take too long. */
  @SuppressWarnings("ReferenceEquality")
  public boolean same(Terms other) {
    return this == other;
  }

  /** The first period that is invoiced: days before it within its month are its arrears (D2). */
  public YearMonth firstPeriod() {
    YearMonth month = YearMonth.from(from);
    return from.getDayOfMonth() == 1 ? month : month.plusMonths(1);
  }
}
