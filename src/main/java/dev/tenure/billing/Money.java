package dev.tenure.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;

/**
 * An exact amount: whole minor units of one currency (D3). EUR has two decimals, JPY none, KWD
 * three.
 *
 * @param minor may be negative, for credits
 */
public record Money(long minor, Currency currency) {

  private static final int BASIS_POINTS = 10_000;

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  public static Money of(long minor, String currency) {
    return new Money(minor, Currency.getInstance(currency));
  }

  /** The amount in major units, with exactly the currency's decimals. */
  public BigDecimal major() {
    return BigDecimal.valueOf(minor, decimals(currency));
  }

  /** Decimals of the currency's minor unit. */
  public static int decimals(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  /**
   * The sum.
   *
   * @throws IllegalStateException for another currency
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalStateException("No sum of " + this + " and " + other);
    }
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  public Money minus(Money other) {
    return plus(other.negated());
  }

  public Money negated() {
    return new Money(Math.negateExact(minor), currency);
  }

  /** D3: so many days out of the month's, rounded half-up, once. */
  public Money share(int days, int monthDays) {
    return new Money(ratio(minor, days, monthDays), currency);
  }

  /** So many hundredths of a per cent of it, rounded half-up, once. */
  public Money portion(int basisPoints) {
    return new Money(ratio(minor, basisPoints, BASIS_POINTS), currency);
  }

  /** Half-up: a tie goes away from nought, for charges and credits alike. */
  private static long ratio(long amount, long times, long by) {
    long product = Math.multiplyExact(amount, times);
    long twice = Math.multiplyExact(Math.abs(product), 2L);
    long rounded = (twice + by) / (2 * by);
    return product < 0 ? -rounded : rounded;
  }

  /**
   * Reads an amount in major units.
   *
   * @throws NumberFormatException for what is no number, or finer than the currency's minor unit
   */
  public static Money parse(String major, Currency currency) {
    try {
      return new Money(
          new BigDecimal(major.strip())
              .setScale(decimals(currency), RoundingMode.UNNECESSARY)
              .unscaledValue()
              .longValueExact(),
          currency);
    } catch (ArithmeticException tooFine) {
      NumberFormatException wrong = new NumberFormatException(major + " " + currency);
      wrong.initCause(tooFine);
      throw wrong;
    }
  }

  /** "1,234.50 GBP", for people. */
  public String shown() {
    return String.format(Locale.UK, "%,." + decimals(currency) + "f", major())
        + " "
        + currency.getCurrencyCode();
  }

  /** "1234.50", for machines. */
  @Override
  public String toString() {
    return major().toPlainString();
  }
}
