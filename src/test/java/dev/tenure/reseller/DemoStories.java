package dev.tenure.reseller;

import dev.tenure.account.Accounts;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.collection.Sources;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** Customers of Northwind in every state. */
final class DemoStories {

  private DemoStories() {}

  static void tell(ResellerSite site) {
    site.database.moveClock(Instant.parse("2025-06-30T10:02:00Z"));
    CustomerId bluebell = site.customer("Bluebell Travel");
    site.database.moveClock(Instant.parse("2026-03-14T10:02:00Z"));
    CustomerId acme = site.customer("Acme Dental Group");
    CustomerId calder = site.customer("Calder Vets");
    CustomerId camden = site.customer("Camden Motor Works");
    for (int i = 1; i <= 30; i++) {
      site.customer("Customer Number " + i);
    }
    site.the(Sources.class).create(bluebell, "pbx-lon-2", site.dana());
    People people = site.the(People.class);
    Organisation home = new Organisation.Customer(bluebell);
    people.create(
        new Invitation(
            home, "Priya Nair", "priya@bluebell.example", Set.of(Permission.WEBSITE_USER)),
        "",
        site.dana());
    people.invite(
        new Invitation(home, "Tom Reed", "tom@bluebell.example", Set.of(Permission.WEBSITE_USER)),
        site.dana());
    site.database.moveClock(Instant.parse("2026-10-01T08:00:00Z"));
    site.the(TerminateCustomer.class)
        .terminate(order(site, calder, site.dana(), ReasonCode.CONTRACT_ENDED, ""), "Calder Vets");
    site.the(DisableCustomer.class)
        .disable(order(site, bluebell, site.dana(), ReasonCode.MISTAKE, ""));
    site.database.advanceClock(Duration.ofHours(3));
    site.the(ReenableCustomer.class)
        .reenable(order(site, bluebell, site.dana(), ReasonCode.MISTAKE, ""));
    site.database.moveClock(Instant.parse("2026-11-18T09:12:00Z"));
    site.the(DisableCustomer.class)
        .disable(
            order(
                site,
                bluebell,
                site.dana(),
                ReasonCode.MISSED_PAYMENT,
                "invoice 2026-1041 overdue"));
    site.the(DisableCustomer.class)
        .disable(order(site, camden, site.dana(), ReasonCode.MISSED_PAYMENT, ""));
    site.the(DisableCustomer.class)
        .disable(order(site, camden, ResellerSite.support(), ReasonCode.SECURITY, ""));
    site.database.moveClock(ResellerSite.START);
    site.the(ScheduleTermination.class)
        .schedule(
            order(site, bluebell, site.dana(), ReasonCode.CUSTOMER_REQUEST, "customer gave notice"),
            Moment.resolve(LocalDate.of(2026, 11, 30), null, ResellerSite.LONDON),
            "Bluebell Travel");
    System.out.println(
        "bluebell " + bluebell + "\nacme " + acme + "\ncalder " + calder + "\ncamden " + camden);
  }

  private static Order order(
      ResellerSite site, CustomerId customer, Actor by, ReasonCode code, String text) {
    return new Order(
        customer,
        site.the(Accounts.class).require(customer, by).version(),
        null,
        new Reason(code, text),
        by);
  }
}
