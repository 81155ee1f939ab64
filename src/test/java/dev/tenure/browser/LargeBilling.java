package dev.tenure.browser;

import dev.tenure.billing.AdHoc;
import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.InvoiceQuery;
import dev.tenure.billing.Invoices;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Price;
import dev.tenure.billing.Runs;
import dev.tenure.billing.run.RunNow;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** A reseller with more customers, invoices and lines than one page shows, and great amounts. */
final class LargeBilling {

  private static final PartNumber USER = new PartNumber("TEN-ESS");
  private static final int CUSTOMERS = 60;
  private static final String LONG_NAME =
      " of the Northern Counties and Islands Telecommunications Cooperative";

  final ResellerId reseller;
  final Somebody lara;
  final CustomerId customer;
  final InvoiceId invoice;
  final UUID dryRun;

  LargeBilling(BrowserWorld world, Somebody sam) {
    reseller = world.reseller("Large" + LONG_NAME);
    lara = world.resellerPerson(reseller, "Lara Large");
    PlanId plan = world.the(Plans.class).create("Large", "GBP", sam.actor());
    LocalDate month = LocalDate.ofInstant(world.now(), BrowserWorld.LONDON).withDayOfMonth(1);
    world
        .the(Plans.class)
        .price(
            plan,
            1,
            List.of(
                new Price(
                    USER,
                    month,
                    CreditRule.NONE,
                    0,
                    List.of(new Price.Tier(1, 123_456_789L), new Price.Tier(100, 98_765_432L)))),
            sam.actor());
    CustomerId last = null;
    for (int i = 0; i < CUSTOMERS; i++) {
      String name = "Customer " + i + (i % 7 == 0 ? LONG_NAME : "");
      last = world.customer(name, "CRM-" + i, Duration.ofDays(100), lara);
      for (int user = 0; user < 3; user++) {
        world
            .the(Licences.class)
            .takeOver(last, "User " + user + " " + name, List.of(USER), month, lara.actor());
      }
    }
    if (last == null) {
      throw new IllegalStateException("No customers");
    }
    customer = last;
    world
        .the(Chargings.class)
        .keep(
            reseller,
            0,
            new Charging(plan, month, "", "", "", "", 0, "VAT", 2000, null),
            sam.actor());
    world.the(RunNow.class).beginIfDue();
    world.the(RunNow.class).work(() -> true);
    invoice =
        world
            .the(Invoices.class)
            .list(new InvoiceQuery("", "issued", true, 1, 1), lara.actor())
            .rows()
            .getFirst()
            .id();
    for (int i = 0; i < CUSTOMERS; i++) {
      world
          .the(AdHoc.class)
          .issue(reseller, i % 2 == 0, "1234567.89", "Goodwill", "Outage no. " + i, sam.actor());
    }
    dryRun = world.the(Runs.class).ask(YearMonth.from(month).plusMonths(1), true, sam.actor());
    world.the(RunNow.class).work(() -> true);
  }
}
