package dev.tenure.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.sums.SummingUp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports and calls as people see them: nothing, a little, and a lot. */
@ExtendWith(SharedWorld.class)
class ReportsScreensTest {

  private record Office(CustomerId customer, UUID source, Somebody dana, Somebody person) {}

  private static Office office(BrowserWorld world, String name) {
    Somebody dana = world.resellerPerson(world.reseller(name + " Telecom"), "Dana " + name);
    CustomerId customer = world.customer(name, "", Duration.ofDays(400), dana);
    UUID source =
        world.the(Sources.class).create(customer, "PBX", dana.actor()).source().id().value();
    return new Office(customer, source, dana, world.customerPerson(customer, "Rae " + name, dana));
  }

  /** The worker in the background may have the customer in hand: whoever is first, it gets done. */
  private static void summedUp(BrowserWorld world, Office office) {
    do {
      world.the(SummingUp.class).catchUp();
    } while (world.count(
            "SELECT count(*) FROM fact_touched WHERE quarter < tenure_now() - interval '1 hour'"
                + " AND customer_id = '%s'".formatted(office.customer()))
        > 0);
  }

  @Test
  @DisplayName("Reports without any call say what to do")
  void empty(BrowserWorld world) {
    Office office = office(world, "Quiet");
    try (Window window = world.windowOf(office.person())) {
      Eye eye = new Eye(window);
      eye.at("reports-empty", "/portal/reports")
          .at("reports-empty-agents", "/portal/reports?by=agent")
          .at("reports-no-day", "/portal/reports?from=2026-13-01")
          .at("calls-no-day", "/portal/calls?from=2026-11-22&to=0202-11-22")
          .at("agents-no-day", "/portal/agents?day=2026-13-01");
      window.open("/portal/reports").sees("Nothing happened on these days");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("C13: agents with calls but no status, beside one with a status, on every page")
  void notTold(BrowserWorld world) {
    Office office = office(world, "Silent");
    PhoneSystem pbx =
        new PhoneSystem(
            world,
            world
                .the(Sources.class)
                .create(office.customer(), "Sender", office.dana().actor())
                .key());
    pbx.callWaits("n1", "07700900123", "Reservations and changes")
        .answered("n1", "Reservations and changes", "Annabel Featherstonehaugh")
        .later(Duration.ofMinutes(4))
        .ended("n1")
        .callWaits("n2", "07700900124", "Sales")
        .answered("n2", "Sales", "302")
        .sendsAndAllIsKept();
    try (Window window = world.windowOf(office.person())) {
      Eye eye = new Eye(window);
      eye.at("not-told-live", "/portal/live").at("not-told-agents", "/portal/agents");
      pbx.agentReady("303", "Ivy Okafor").later(Duration.ofMinutes(2)).sendsAndAllIsKept();
      eye.at("not-told-live-some", "/portal/live")
          .at("not-told-agents-some", "/portal/agents")
          .at(
              "not-told-reports",
              "/portal/reports?range=today&by=agent&m=logged-in.available.handling.occupancy.acw")
          .at("settings-wrap-ups", "/portal/settings");
      window.page().navigate("/portal/agents");
      window.page().locator("td.lead-cell a").first().click();
      eye.look("not-told-agent");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("Reports over time and by key, with charts, definitions and the table behind them")
  void some(BrowserWorld world) {
    Office office = office(world, "Busy");
    ManyCalls.put(world, office.customer(), office.source(), 3_000, 40, 8, 3);
    summedUp(world, office);
    try (Window window = world.windowOf(office.person())) {
      Eye eye = new Eye(window);
      eye.at("reports-days", "/portal/reports?range=days30")
          .at(
              "reports-hours",
              "/portal/reports?range=yesterday&by=hour&m=offered.service-level.asa")
          .at("reports-agents", "/portal/reports?range=days30&by=agent&sort=answered&dir=desc")
          .at("reports-months", "/portal/reports?range=days365&by=month&only=queue%3AQueue%2002");
      window.page().locator("details.measures > summary").click();
      eye.look("reports-measures");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "Agents narrowed to a queue: in the address, the file and what is kept; what no queue tells"
          + " is named")
  void agentsOfQueue(BrowserWorld world) {
    Office office = office(world, "Narrow");
    ManyCalls.put(world, office.customer(), office.source(), 2_000, 20, 8, 3);
    summedUp(world, office);
    String asked = "by=agent&only=queue%3AQueue%2002&m=offered.answered.talk.rna.occupancy";
    try (Window window = world.windowOf(office.person())) {
      Eye eye = new Eye(window);
      eye.at("reports-agents-of-queue", "/portal/reports?range=days30&" + asked);
      window.sees("n/a").sees("Agents’ time can’t be told by queue");
      assertThat(window.page().locator("#only").inputValue()).isEqualTo("queue:Queue 02");
      assertThat(window.page().locator("#only-hint").count()).isZero();
      String total = window.page().locator("tfoot td").nth(2).innerText();
      window.fill("Name", "Of queue two");
      window.page().keyboard().press("Enter");
      window.sees("Of queue two was saved.");
      window.page().locator("a.chip").first().click();
      window.page().waitForURL("**by=agent*");
      assertThat(window.page().url()).contains("only=queue");
      assertThat(window.page().locator("tfoot td").nth(2).innerText()).isEqualTo(total);
      String file =
          (String)
              window
                  .page()
                  .evaluate(
                      "async () => (await"
                          + " fetch(document.querySelector('a[download]').href)).text()");
      assertThat(file).contains("Agent,Queue,Offered", ",Queue 02,", ",n/a");
      window.open("/portal/reports?range=days30&by=day&only=queue%3AQueue%2002&m=answered");
      assertThat(window.page().locator("tfoot td").nth(1).innerText()).isEqualTo(total);
      window.open("/portal/reports?range=days30&by=number&only=queue%3AQueue%2002");
      window.sees("Doesn’t hold here");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("Five hundred agents come page by page; a year by the hour is refused with a remedy")
  void large(BrowserWorld world) {
    Office office = office(world, "Huge");
    ManyCalls.put(world, office.customer(), office.source(), 20_000, 300, 500, 60);
    summedUp(world, office);
    try (Window window = world.windowOf(office.person())) {
      Eye eye = new Eye(window);
      eye.at("reports-large", "/portal/reports?range=days365&by=agent&sort=offered&dir=desc")
          .at("reports-large-days", "/portal/reports?range=days365&by=day")
          .at("reports-too-fine", "/portal/reports?range=days365&by=hour");
      window.sees("That would be more than 750 rows. Choose longer steps or fewer days.");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("C9: the gap is drawn, named, and no nought stands for it")
  void gap(BrowserWorld world) {
    Office office = office(world, "Gap");
    ManyCalls.put(world, office.customer(), office.source(), 500, 3, 4, 2);
    world
        .the(TerminateCustomer.class)
        .terminate(world.order(office.customer(), office.dana()), "Gap");
    world.wait(Duration.ofDays(3));
    Somebody sue = world.support("Sue Gap");
    world.the(ReinstateCustomer.class).reinstate(world.order(office.customer(), sue), "Gap");
    world.wait(Duration.ofHours(1));
    try (Window window = world.windowOf(office.person())) {
      Eye eye = new Eye(window);
      eye.at("reports-gap", "/portal/reports?range=days7");
      window
          .sees("No service from")
          .sees("nothing was collected")
          .sees("Total of the time with service");
      assertThat(window.page().locator("tr.gap").count()).isEqualTo(2);
      assertThat(window.page().locator("svg .gap").count()).isPositive();
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("With the keyboard alone: choose, read a definition, keep a report, delete it, undo")
  void keyboard(BrowserWorld world) {
    Office office = office(world, "Keys");
    ManyCalls.put(world, office.customer(), office.source(), 200, 5, 4, 2);
    try (Window window = world.windowOf(office.person())) {
      window.open("/portal/reports?by=queue").seesHeading("Reports").sees("Queue 01");
      window.page().locator("th .ask").first().focus();
      window.page().keyboard().press("Enter");
      window.sees("All calls that began, in any direction");
      window.page().keyboard().press("Escape");
      assertThat(window.page().locator(".definition:popover-open").count()).isZero();
      window.fill("Name", " ");
      window.page().keyboard().press("Enter");
      window.sees("Give the report a name.");
      window.fill("Name", "Queues this week");
      window.page().keyboard().press("Enter");
      window.sees("Queues this week was saved.");
      window.page().locator("a.chip").first().focus();
      window.page().keyboard().press("Enter");
      window.page().waitForURL("**/portal/reports?by=queue");
      window.page().locator(".kept button").first().focus();
      window.page().keyboard().press("Enter");
      window.sees("Queues this week was deleted.");
      window.page().locator("form.banner button").focus();
      window.page().keyboard().press("Enter");
      window.sees("Queues this week is back.");
      assertThat(window.page().locator("a.chip").count()).isEqualTo(1);
    }
  }
}
