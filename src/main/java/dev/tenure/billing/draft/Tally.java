package dev.tenure.billing.draft;

import dev.tenure.billing.Money;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * D15: how often each {@link Stretch} occurs on an invoice, of one customer or of all of a
 * reseller's. The tiers follow from it, and what a change of tiers costs, exactly: lines that are
 * alike are rounded alike. Its size depends on prices and days of a month, not on customers.
 */
public final class Tally {

  private final Map<Stretch, Long> counts = new HashMap<>();

  /** Counts so many more of them, or fewer. */
  public void add(Stretch stretch, long times) {
    counts.compute(
        stretch,
        (same, before) -> {
          long now = Math.addExact(before == null ? 0 : before, times);
          return now == 0 ? null : now;
        });
  }

  public void add(Tally other) {
    other.counts.forEach(this::add);
  }

  /** These without the others. */
  public Tally minus(Tally other) {
    Tally left = new Tally();
    left.add(this);
    other.counts.forEach((stretch, times) -> left.add(stretch, -times));
    return left;
  }

  /** These and the others. */
  public Tally plus(Tally other) {
    Tally all = new Tally();
    all.add(this);
    all.add(other);
    return all;
  }

  /** None of them is zero. */
  public Map<Stretch, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The volumes of an invoice that consists of them. */
  public Volumes volumes(YearMonth period) {
    Volumes volumes = new Volumes();
    counts.forEach((stretch, times) ->
        volumes.add(
            stretch.part(), stretch.month(period), Math.multiplyExact(times, stretch.days())));
    return volumes;
  }

  /**
   * By how much the lines that they are counted from cost more at other volumes.
   *
   * @throws dev.tenure.platform.Refused {@code amount-too-large} when it can't be kept; {@code
   *     currency-differs} when it concerns days charged in another currency
   */
  public Money dearer(Volumes before, Volumes after, YearMonth period, Currency currency) {
    long[] all = new long[1];
    counts.forEach((stretch, times) -> {
      long by = stretch.amount(after, period, currency) - stretch.amount(before, period, currency);
      if (by != 0) {
        OneCurrency.demand(stretch.currency(), stretch.month(period), currency);
      }
      all[0] = Math.addExact(all[0], Math.multiplyExact(times, by));
    });
    return new Money(all[0], currency);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tally tally && counts.equals(tally.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
