package dev.tenure.billing.draft;

import dev.tenure.billing.Money;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

/**
 * Days in a row of one licence that are charged alike. Where all that is known of two is the same,
 * so are their amounts, whoever's they are: so a reseller's customers can be counted instead of
 * read (D15).
 *
 * @param days how many; one, counted so often, where no tier decides what they cost
 * @param tiers of their price; empty where no tier decides what they cost
 * @param charged at which of the tiers' prices an invoice has charged them; zero for {@link
 *     When#OWED_BEFORE} and {@link When#OWED}
 * @param currency of their price; empty where {@code tiers} is
 */
public record Stretch(
    PartNumber part, When when, int days, List<Price.Tier> tiers, long charged, String currency) {

  /** Which month, and whether it is charged already. */
  public enum When {
    /** Days of the month before that no invoice has charged. */
    OWED_BEFORE,
    /** Days of the month before that are charged and stay so. */
    PAID_BEFORE,
    /** Days of the period. */
    OWED
  }

  public Stretch {
    tiers = List.copyOf(tiers);
  }

  /** One day that counts and whose price no tier decides. */
  static Stretch day(PartNumber part, When when) {
    return new Stretch(part, when, 1, List.of(), 0, "");
  }

  /** The month that it lies in. */
  YearMonth month(YearMonth period) {
    return when == When.OWED ? period : period.minusMonths(1);
  }

  /** What of its amount a tier decides, rounded as its line is (D3). */
  long amount(Volumes volumes, YearMonth period, Currency in) {
    if (tiers.isEmpty()) {
      return 0;
    }
    YearMonth month = month(period);
    Price.Tier tier = Price.tier(tiers, volumes.of(part, month));
    long now = new Money(tier.perMonth(), in).share(days, month.lengthOfMonth()).minor();
    return when != When.PAID_BEFORE
        ? now
        : now - new Money(charged, in).share(days, month.lengthOfMonth()).minor();
  }
}
