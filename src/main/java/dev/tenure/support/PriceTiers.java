package dev.tenure.support;

import dev.tenure.account.Words;
import dev.tenure.billing.Money;
import dev.tenure.billing.Price;
import dev.tenure.platform.Refused;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Prices by volume as they are typed: {@code 10.00; 50: 9.00; 200: 8.00}. */
final class PriceTiers {

  private static final int MOST_TIERS = 20;
  private static final int LARGEST = 10_000_000;

  private PriceTiers() {}

  static List<Price.Tier> read(String text, Currency currency) {
    List<Price.Tier> tiers = new ArrayList<>();
    String[] all = text.split(";", -1);
    if (all.length > MOST_TIERS) {
      throw Words.invalid(
          "price", "price-invalid", "Write at most %d prices.".formatted(MOST_TIERS));
    }
    for (String each : all) {
      String[] parts = each.strip().split(":", 2);
      try {
        int from = parts.length == 1 ? 1 : Integer.parseInt(parts[0].strip());
        Money price = Money.parse(parts[parts.length - 1], currency);
        boolean grows = tiers.isEmpty() ? from == 1 : from > tiers.getLast().from();
        if (!grows || from > LARGEST) {
          throw wrong(currency);
        }
        tiers.add(new Price.Tier(from, price.minor()));
      } catch (NumberFormatException notANumber) {
        throw wrong(currency);
      }
    }
    return tiers;
  }

  private static Refused wrong(Currency currency) {
    return Words.invalid(
        "price",
        "price-invalid",
        "Write the price per month with at most %d decimals, at most %s; cheaper ones from a number of licences on follow after a semicolon, for example 10; 50: 9."
            .formatted(Money.decimals(currency), Money.most(currency)));
  }
}
