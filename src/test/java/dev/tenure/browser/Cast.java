package dev.tenure.browser;

import dev.tenure.account.Accounts;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reseller with customers in all states, one of them with busy phones: for the pictures. */
final class Cast {

  private static final List<String> NAMES =
      List.of(
          "Acme Dental Group",
          "Ashdown Estates",
          "Brightwater Hotels",
          "Calder Valley Taxis",
          "Dunmore Legal",
          "Eastgate Motors",
          "Fenwick Opticians",
          "Granite Mutual Insurance",
          "Halden & Sons",
          "Kestrel Couriers",
          "Larkspur Veterinary Clinics",
          "Oakfield Academy Trust");

  final ResellerId reseller;
  final Somebody dana;
  final Somebody sam;
  final Somebody priya;
  final PhoneSystem phones;
  private final BrowserWorld world;
  private final Map<String, CustomerId> customers = new LinkedHashMap<>();

  Cast(BrowserWorld world) {
    this.world = world;
    reseller = world.reseller("Northwind Telecom");
    dana = world.resellerPerson(reseller, "Dana Meyer");
    sam = world.support("Sam Support");
    for (String name : NAMES) {
      int salt = Math.floorMod(name.hashCode(), 900);
      customers.put(
          name,
          world.customer(
              name, "CRM-" + (10_000 + salt * 7), Duration.ofHours(30 + salt * 24L), dana));
    }
    priya = world.customerPerson(the("Acme Dental Group"), "Priya Nair", dana);
    world.customerPerson(the("Acme Dental Group"), "Owen Hart", dana);
    Source.WithKey source =
        world.the(Sources.class).create(the("Acme Dental Group"), "pbx.acme.example", dana.actor());
    phones = new PhoneSystem(world, source.key());
    work();
    world.the(DisableCustomer.class).disable(order("Calder Valley Taxis"));
    world.the(DisableCustomer.class).disable(order("Granite Mutual Insurance"));
    world.the(DisableCustomer.class).disable(world.order(the("Granite Mutual Insurance"), sam));
    end("Brightwater Hotels", 9);
    end("Granite Mutual Insurance", 40);
    world.the(TerminateCustomer.class).terminate(order("Dunmore Legal"), "Dunmore Legal");
    world.the(TerminateCustomer.class).terminate(order("Kestrel Couriers"), "Kestrel Couriers");
    world
        .the(ReinstatementRequests.class)
        .request(the("Kestrel Couriers"), "They have signed again", dana.actor());
  }

  CustomerId the(String name) {
    CustomerId found = customers.get(name);
    if (found == null) {
      throw new IllegalStateException("Nobody is called " + name);
    }
    return found;
  }

  private Order order(String name) {
    return new Order(
        the(name),
        world.the(Accounts.class).require(the(name), dana.actor()).version(),
        null,
        new Reason(ReasonCode.MISSED_PAYMENT, "Invoices of September and October"),
        dana.actor());
  }

  private void end(String name, int days) {
    LocalDate date = LocalDate.ofInstant(world.now(), BrowserWorld.LONDON).plusDays(days);
    world
        .the(ScheduleTermination.class)
        .schedule(order(name), Moment.resolve(date, null, BrowserWorld.LONDON), name);
  }

  /** A morning on the telephone, up to this minute. */
  private void work() {
    List<String> agents =
        List.of("Amy Clarke", "Ben Osei", "Chloe Park", "Dev Patel", "Ella Novak", "Femi Ade");
    for (int i = 0; i < agents.size(); i++) {
      phones.agentReady("20" + i, agents.get(i));
    }
    for (int i = 0; i < 8; i++) {
      String call = "past" + i;
      String queue = i % 3 == 0 ? "Billing" : "Reception";
      phones.callWaits(call, "020 7946 00" + (10 + i), queue).later(Duration.ofSeconds(5 + i * 3));
      if (i % 4 == 3) {
        phones.abandoned(call, queue);
      } else {
        phones
            .answered(call, queue, "20" + i % 6)
            .later(Duration.ofSeconds(50 + i * 17))
            .ended(call);
      }
    }
    phones.agentAway("204", "Ella Novak", "Lunch");
    for (int i = 0; i < 3; i++) {
      phones
          .callWaits("now" + i, "07700 9000" + (31 + i), i == 1 ? "Billing" : "Reception")
          .answered("now" + i, i == 1 ? "Billing" : "Reception", "20" + i)
          .later(Duration.ofSeconds(31));
    }
    phones
        .callWaits("now3", "0161 496 0044", "Reception")
        .later(Duration.ofSeconds(17))
        .sendsAndAllIsKept();
  }
}
