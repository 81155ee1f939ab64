package dev.tenure.billing;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * An exact amount: whole minor units of one currency (D3). EUR has two decimals, JPY none, KWD
 * three.
 *
 * @param minor may be negative, for credits
 */
public record Money(long minor, Currency currency) {

  /**
   * The largest amount that can be typed, in minor units: 1,000,000,000.00 GBP. Sums of ten million
   * of them, and their percentages, stay exact.
   */
  public static final long MOST = 100_000_000_000L;

  private static final int BASIS_POINTS = 10_000;

  /** Below it the product of an amount and a fraction's numerator fits twice into a long. */
  private static final long QUICKLY = 1L << 40;

  private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,15}([.][0-9]{1,6})?");

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
   * @throws Refused {@code amount-too-large} where it can't be kept
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalStateException("No sum of " + this + " and " + other);
    }
    return new Money(sum(minor, other.minor), currency);
  }

  public Money minus(Money other) {
    return plus(other.negated());
  }

  public Money negated() {
    return new Money(
        minor == Long.MIN_VALUE ? exact(BigInteger.TWO.pow(Long.SIZE)) : -minor, currency);
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
    boolean negative = amount < 0 != times < 0;
    if (Math.abs(amount) < QUICKLY && amount != Long.MIN_VALUE) {
      long near = (2 * Math.abs(amount * times) + by) / (2 * by);
      return negative ? -near : near;
    }
    BigInteger twice = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(2 * times)).abs();
    BigInteger rounded = twice.add(BigInteger.valueOf(by)).divide(BigInteger.valueOf(2 * by));
    return exact(negative ? rounded.negate() : rounded);
  }

  private static long exact(BigInteger amount) {
    if (amount.bitLength() >= Long.SIZE) {
      throw tooLarge();
    }
    return amount.longValue();
  }

  private static Refused tooLarge() {
    return new Refused(
        new Refusal.WrongState(
            "amount-too-large",
            "An amount is too large to be stored exactly, so nothing was calculated. Correct the"
                + " price that it comes from."));
  }

  /**
   * The sum of amounts in minor units, exactly.
   *
   * @throws Refused {@code amount-too-large} where it can't be kept
   */
  public static long sum(LongStream amounts) {
    return amounts.reduce(0, Money::sum);
  }

  private static long sum(long one, long other) {
    try {
      return Math.addExact(one, other);
    } catch (ArithmeticException overflow) {
      throw tooLarge();
    }
  }

  /**
   * Reads an amount in major units, zero or more, written with digits and a point.
   *
   * @throws NumberFormatException for what is no such number, finer than the currency's minor unit,
   *     or more than {@link #MOST}
   */
  public static Money parse(String major, Currency currency) {
    String written = major.strip();
    if (!WRITTEN.matcher(written).matches()) {
      throw new NumberFormatException("No amount");
    }
    BigDecimal minor = new BigDecimal(written).movePointRight(decimals(currency));
    if (minor.stripTrailingZeros().scale() > 0 || minor.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new NumberFormatException("No amount in " + currency);
    }
    return new Money(minor.longValueExact(), currency);
  }

  /** The largest amount that can be typed, for the sentence that refuses more. */
  public static String most(Currency currency) {
    return new Money(MOST, currency).shown();
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
