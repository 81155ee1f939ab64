package dev.tenure.billing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A price plan with all versions of its prices.
 *
 * @param parts those that have a price in it, by number
 * @param version of the plan as its editors see it (A10)
 */
public record Plan(
    PlanId id, String name, Currency currency, List<Part> parts, List<Price> prices, long version) {

  public Plan {
    parts = parts.stream().sorted(Comparator.comparing(Part::number)).toList();
    prices = prices.stream().sorted(Comparator.comparing(Price::from)).toList();
  }

  public Optional<Part> part(PartNumber number) {
    return parts.stream().filter(part -> part.number().equals(number)).findFirst();
  }

  /** The price of the part on that day; empty before its first version. */
  public Optional<Price> price(PartNumber part, LocalDate day) {
    return prices.stream()
        .filter(price -> price.part().equals(part) && !price.from().isAfter(day))
        .reduce((earlier, later) -> later);
  }

  /** The versions of the part's price, oldest first. */
  public List<Price> prices(PartNumber part) {
    return prices.stream().filter(price -> price.part().equals(part)).toList();
  }

  public boolean byVolume() {
    return prices.stream().anyMatch(Price::byVolume);
  }
}
