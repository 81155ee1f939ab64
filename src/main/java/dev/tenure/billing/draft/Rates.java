package dev.tenure.billing.draft;

import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which version of a part's price holds on which days, by which terms. */
final class Rates {

  private static final LocalDate CENTURIES_AHEAD = LocalDate.of(9999, 1, 1);

  private final IdentityHashMap<Terms, Map<PartNumber, List<Version>>> known =
      new IdentityHashMap<>();

  /** The days of one version of a part's price. */
  record Version(Terms terms, Price price, Days days) {}

  /** The versions of a part's price in the terms' plan, oldest first. */
  List<Version> of(Terms terms, PartNumber part) {
    return known
        .computeIfAbsent(terms, none -> new HashMap<>())
        .computeIfAbsent(part, number -> versions(terms, number));
  }

  private static List<Version> versions(Terms terms, PartNumber part) {
    List<Price> prices = terms.plan().prices(part);
    List<Version> versions = new ArrayList<>(prices.size());
    for (int i = 0; i < prices.size(); i++) {
      LocalDate end = i + 1 < prices.size() ? prices.get(i + 1).from() : CENTURIES_AHEAD;
      versions.add(new Version(terms, prices.get(i), Days.of(prices.get(i).from(), end)));
    }
    return versions;
  }

  /** Whether two versions charge the same day alike, whatever else their terms say. */
  static boolean alike(Version one, Version other) {
    Terms a = one.terms();
    Terms b = other.terms();
    return one.price().tiers().equals(other.price().tiers())
        && one.price().credit() == other.price().credit()
        && sameShares(a, b)
        && a.zone().equals(b.zone())
        && a.currency().equals(b.currency());
  }

  /** Whether discount and tax are the same. */
  static boolean sameShares(Terms a, Terms b) {
    return a.discount() == b.discount()
        && a.discountName().equals(b.discountName())
        && a.tax() == b.tax()
        && a.taxName().equals(b.taxName());
  }
}
