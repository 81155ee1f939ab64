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
 * @param tiers by volume, the first from one licence on; the tier of all of a reseller's licences
 *     of the part in a month holds for each of them
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

  /** The price per month when there are so many licences. */
  public long perMonth(int licences) {
    long found = tiers.getFirst().perMonth();
    for (Tier tier : tiers) {
      if (tier.from() <= licences) {
        found = tier.perMonth();
      }
    }
    return found;
  }

  public boolean byVolume() {
    return tiers.size() > 1;
  }
}
