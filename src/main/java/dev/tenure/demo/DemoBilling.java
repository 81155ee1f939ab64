package dev.tenure.demo;

import dev.tenure.account.ProductType;
import dev.tenure.billing.Catalogue;
import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Price;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Price plans and licences of the demo world. The months behind are invoiced by the ordinary run,
 * which makes up for what is due as soon as the demo has started.
 */
@InDemo
@Component
class DemoBilling {

  private static final int MONTHS_BEHIND = 3;
  private static final int FEWEST = 3;
  private static final int MOST_MORE = 9;
  private static final PartNumber USER = new PartNumber("TEN-ESS");
  private static final PartNumber AGENT = new PartNumber("TEN-AGT");

  /** Prices per month in hundredths of the plan's currency. */
  private static final Map<String, Long> PRICES =
      Map.of(
          "TEN-ESS", 450L,
          "TEN-AGT", 900L,
          "TEN-RT", 600L,
          "TEN-SUP-1", 700L,
          "TEN-SUP-2", 1100L,
          "TEN-SUP-3", 1500L,
          "TEN-SUP-4", 1900L);

  private static final List<String> NAMES =
      List.of(
          "Ada Brandt",
          "Ben Osei",
          "Chiara Rossi",
          "Daniel Kim",
          "Eva Novák",
          "Farid Haddad",
          "Grace Mbeki",
          "Hana Sato",
          "Ivan Petrov",
          "Joana Silva",
          "Karl Weiss",
          "Lena Björk");

  private final Plans plans;
  private final Chargings chargings;
  private final Licences licences;
  private final Catalogue catalogue;
  private final PlatformClock clock;

  DemoBilling(
      Plans plans,
      Chargings chargings,
      Licences licences,
      Catalogue catalogue,
      PlatformClock clock) {
    this.plans = plans;
    this.chargings = chargings;
    this.licences = licences;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** Who issues the demo's invoices. */
  void issuer(Actor support) {
    catalogue.issueAs(
        new Catalogue.Issuer(
            "Tenure Cloud (demo)", "5 Analytics Way\nLondon EC1A 1AA", "GB 123 4567 89", "DEMO-"),
        support);
  }

  /** Charges the reseller since some months ago. */
  void charge(ResellerId reseller, String currency, ZoneId zone, Actor support) {
    LocalDate from =
        clock.now().atZone(zone).toLocalDate().withDayOfMonth(1).minusMonths(MONTHS_BEHIND);
    PlanId plan = plans.create("Standard " + currency, currency, support);
    List<Price> prices = new ArrayList<>();
    PRICES.forEach((part, price) -> prices.add(price(part, from, price)));
    plans.price(plan, 1, prices, support);
    boolean pounds = currency.equals("GBP");
    chargings.keep(
        reseller,
        0,
        new Charging(
            plan,
            from,
            pounds ? "NW-001" : "HV-001",
            pounds ? "1 Wharf Road\nBristol BS1 4DJ" : "200 Harbor Street\nNew York, NY 10004",
            "",
            pounds ? "Partner discount" : "",
            pounds ? 500 : 0,
            pounds ? "VAT" : "",
            pounds ? 2000 : 0,
            USER),
        support);
  }

  /** The first part is cheaper from 50 licences on, and the supervisors’ parts are credited. */
  private static Price price(String part, LocalDate from, long perMonth) {
    List<Price.Tier> tiers =
        part.equals(USER.value())
            ? List.of(new Price.Tier(1, perMonth), new Price.Tier(50, perMonth - 50))
            : List.of(new Price.Tier(1, perMonth));
    CreditRule credit = part.contains("SUP") ? CreditRule.DAILY : CreditRule.NONE;
    return new Price(new PartNumber(part), from, credit, 0, tiers);
  }

  private static PartNumber supervisor(ProductType product) {
    return new PartNumber(
        switch (product) {
          case REPORTS -> "TEN-SUP-1";
          case ANALYTICS -> "TEN-SUP-2";
          case LIVE_ANALYTICS -> "TEN-SUP-3";
          case CONTACT_CENTRE -> "TEN-SUP-4";
        });
  }

  /** Gives some users of the customer licences since it is served. */
  void staff(CustomerId customer, CastList.Role role, Instant since, ZoneId zone, Actor actor) {
    LocalDate day = since.atZone(zone).toLocalDate();
    int users = FEWEST + Math.floorMod(role.name().hashCode(), MOST_MORE);
    for (int i = 0; i < users; i++) {
      List<PartNumber> parts = new ArrayList<>(List.of(USER));
      if (i == 0) {
        parts.add(supervisor(role.product()));
      } else if (role.product() == ProductType.CONTACT_CENTRE) {
        parts.add(AGENT);
      }
      licences.takeOver(customer, NAMES.get(i), parts, day, actor);
    }
  }
}
