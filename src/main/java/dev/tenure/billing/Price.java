package dev.tenure.billing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What a part costs from a day on, until the next version of its price.
 *
 * @param from first day, in the reseller's zone
 * @param credit for days invoiced and not used (D5)
 * @param minimumDays a licence is charged for at least so many days unless the account ends (D5)
 * @param tiers by volume, the first from one licence on; the tier for a month follows from all days
 *     charged for the part, divided by the days of the month, and holds for each (D15)
 */
public record Price(
    PartNumber part, LocalDate from, CreditRule credit, int minimumDays, List<Tier> tiers) {

  /**
   * @param from so many licences or more
   * @param perMonth in minor units of the plan's currency
   */
  public record Tier(int from, long perMonth) {}

  public Price {
    tiers = tiers.stream().sorted(Comparator.comparingInt(Tier::from)).toList();
    if (tiers.isEmpty() || tiers.getFirst().from() != 1) {
      throw new IllegalStateException("The first tier begins with one licence: " + tiers);
    }
  }

  /** One price for any number of licences, no credit, no minimum term. */
  public static Price flat(PartNumber part, LocalDate from, long perMonth) {
    return new Price(part, from, CreditRule.NONE, 0, List.of(new Tier(1, perMonth)));
  }

  /** The tier of so many licences; the first one for none. */
  public Tier tier(int licences) {
    return tier(tiers, licences);
  }

  /** The same among tiers by volume, the lowest first. */
  public static Tier tier(List<Tier> tiers, int licences) {
    Tier found = tiers.getFirst();
    for (Tier tier : tiers) {
      if (tier.from() <= licences) {
        found = tier;
      }
    }
    return found;
  }

  /** Whether that is one of its prices. */
  public boolean hasTier(long perMonth) {
    return tiers.stream().anyMatch(tier -> tier.perMonth() == perMonth);
  }

  public boolean byVolume() {
    return tiers.size() > 1;
  }
}
