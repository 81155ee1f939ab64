package dev.tenure.browser;

import dev.tenure.account.Resellers;
import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.HolderId;
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
import dev.tenure.platform.Actor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The cast with a price plan, licences and an invoice. */
final class CastBilling {

  private static final PartNumber USER = new PartNumber("TEN-ESS");
  private static final PartNumber SUPERVISOR = new PartNumber("TEN-SUP-1");

  private final PlanId plan;
  private final HolderId holder;
  private final HolderId alone;
  private final InvoiceId invoice;
  private final UUID run;

  CastBilling(BrowserWorld world, Cast cast) {
    Actor sam = cast.sam.actor();
    Actor dana = cast.dana.actor();
    String currency = world.the(Resellers.class).require(cast.reseller).details().currency();
    plan = world.the(Plans.class).create("Standard", currency, sam);
    LocalDate first =
        LocalDate.ofInstant(world.now(), BrowserWorld.LONDON).withDayOfMonth(1).minusMonths(1);
    List<Price> prices = new ArrayList<>();
    prices.add(
        new Price(
            USER,
            first,
            CreditRule.NONE,
            30,
            List.of(new Price.Tier(1, 450), new Price.Tier(50, 400))));
    prices.add(new Price(SUPERVISOR, first, CreditRule.DAILY, 0, List.of(new Price.Tier(1, 1100))));
    world.the(Plans.class).price(plan, 1, prices, sam);
    world
        .the(Chargings.class)
        .keep(
            cast.reseller,
            0,
            new Charging(
                plan,
                first,
                "NW-001",
                "1 Wharf Road\nBristol",
                "GB 1",
                "Partner discount",
                500,
                "VAT",
                2000,
                USER),
            sam);
    Licences licences = world.the(Licences.class);
    for (String user : List.of("Amy Clarke", "Ben Osei", "Χρήστος Γεωργίου", "=SUM(A1)")) {
      licences.takeOver(cast.the("Acme Dental Group"), user, List.of(USER), first, dana);
    }
    holder =
        licences.takeOver(
            cast.the("Acme Dental Group"), "Zoe Quist", List.of(USER, SUPERVISOR), first, dana);
    alone = licences.takeOver(cast.the("Halden & Sons"), "Hal Den", List.of(USER), first, dana);
    world.the(RunNow.class).beginIfDue();
    world.the(RunNow.class).work(() -> true);
    run = world.the(Runs.class).list().getFirst().id();
    invoice =
        world
            .the(Invoices.class)
            .list(new InvoiceQuery("", "issued", true, 1, 1), dana)
            .rows()
            .getFirst()
            .id();
  }

  PlanId plan() {
    return plan;
  }

  HolderId holder() {
    return holder;
  }

  /** The only user of its customer. */
  HolderId alone() {
    return alone;
  }

  InvoiceId invoice() {
    return invoice;
  }

  UUID run() {
    return run;
  }
}
