package dev.tenure.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.run.Chores;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pictures are in target/screens; with -Dtenure.screenshots=true also those of the README. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensTest {

  private static final boolean FOR_README = Boolean.getBoolean("tenure.screenshots");

  private Cast cast;

  ScreensTest(BrowserWorld world) {
    cast = new Cast(world);
  }

  @Test
  @DisplayName("The Reseller Portal fits, can be read and used by all, and has no errors")
  void reseller(BrowserWorld world) {
    try (Window window = world.windowOf(cast.dana)) {
      Eye eye = new Eye(window);
      eye.at("reseller-customers", "/reseller/customers");
      if (FOR_README) {
        eye.picture("customers.png");
      }
      eye.at("reseller-customers-none-found", "/reseller/customers?q=xyzzy")
          .at("reseller-new", "/reseller/customers/new");
      window.fill("Name", " ").press("Next").sees("This has not been saved");
      eye.look("reseller-new-problem");
      window.fill("Name", "Pemberton Clinics").press("Next").sees("Kind of connection");
      eye.look("reseller-new-connection");
      window.fill("Name of the phone system", "pbx.example").press("Next").sees("Display name");
      eye.look("reseller-new-administrator");
      customer(eye, "active", "Acme Dental Group");
      customer(eye, "disabled", "Calder Valley Taxis");
      customer(eye, "scheduled", "Brightwater Hotels");
      customer(eye, "held-and-scheduled", "Granite Mutual Insurance");
      customer(eye, "terminated", "Dunmore Legal");
      String acme = path("Acme Dental Group");
      eye.at("reseller-menu", acme);
      window.page().locator("details.menu > summary").click();
      eye.look("reseller-menu")
          .at("reseller-disable", acme + "/disable")
          .at("reseller-terminate", acme + "/terminate")
          .at("reseller-terminate-on", acme + "/terminate-on?date=2031-03-30&time=01:30")
          .at("reseller-terminate-on-past", acme + "/terminate-on?date=2020-01-01")
          .at("reseller-re-enable", path("Calder Valley Taxis") + "/re-enable")
          .at("reseller-change", path("Brightwater Hotels") + "/terminate-on")
          .at("reseller-withdraw", path("Brightwater Hotels") + "/withdraw")
          .at("reseller-customer-phones", acme + "/phone-systems")
          .at("reseller-customer-phones-empty", path("Ashdown Estates") + "/phone-systems")
          .at("reseller-customer-users", acme + "/users")
          .at("reseller-customer-users-empty", path("Ashdown Estates") + "/users")
          .at("reseller-customer-user-new", acme + "/users/new")
          .at("reseller-users", "/reseller/users")
          .at("reseller-user-new", "/reseller/users/new")
          .at("reseller-audit", "/reseller/audit")
          .at("reseller-audit-none", "/reseller/audit?q=xyzzy")
          .at("reseller-not-found", "/reseller/customers/nowhere");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("Billing fits, can be read and used by all, and has no errors, in both portals")
  void billing(BrowserWorld world) {
    try (Window window = world.windowOf(cast.dana)) {
      new Eye(window).at("reseller-billing-empty", "/reseller/billing");
    }
    CastBilling billing = new CastBilling(world, cast);
    world.the(Chores.class).doDue();
    String acme = path("Acme Dental Group");
    try (Window window = world.windowOf(cast.dana)) {
      Eye eye = new Eye(window);
      eye.at("reseller-billing", "/reseller/billing")
          .at("reseller-billing-none-found", "/reseller/billing?q=xyzzy")
          .at("reseller-estimate", "/reseller/billing/estimate")
          .at("reseller-invoice", "/reseller/billing/invoices/" + billing.invoice())
          .at("reseller-customer-billing", acme + "/billing")
          .at("reseller-customer-billing-empty", path("Ashdown Estates") + "/billing")
          .at("reseller-licences", acme + "/licences")
          .at("reseller-licence", acme + "/licences/" + billing.holder());
      window
          .choose("What to do", "Take a licence away")
          .press("Show the cost")
          .sees("part of the invoice");
      eye.look("reseller-licence-cost")
          .at("reseller-licence-move", acme + "/licences/" + billing.holder() + "/move");
      window.press("Show the cost").sees("holds it from");
      eye.look("reseller-licence-move-problem");
      window
          .choose("Licence", "Supervisor Reports")
          .press("Show the cost")
          .sees("part of the invoice");
      eye.look("reseller-licence-move-cost")
          .at("reseller-licence-join", acme + "/licences/" + id(cast.priya) + "/join");
      window.press("Show the cost").sees("part of the invoice");
      eye.look("reseller-licence-join-cost");
      window.press("Join users").sees("are one now");
      eye.look("reseller-licences-joined")
          .at("reseller-licence-separate", acme + "/licences/" + id(cast.priya) + "/separate")
          .at("reseller-automatic", acme + "/automatic-licences");
      window
          .fill("Automatic licences before confirmation", "many")
          .press("Save limit")
          .sees("0 to");
      eye.look("reseller-automatic-problem").at("reseller-automatic", acme + "/automatic-licences");
      window.press("Dismiss all").sees("Automatic licences");
      eye.look("reseller-automatic-cost")
          .at("reseller-automatic-empty", path("Ashdown Estates") + "/automatic-licences")
          .at(
              "reseller-licence-move-empty",
              path("Halden & Sons") + "/licences/" + billing.alone() + "/move")
          .at("reseller-all-automatic", "/reseller/billing/automatic-licences")
          .at("reseller-all-automatic-none", "/reseller/billing/automatic-licences?q=xyzzy")
          .at("reseller-inactive", "/reseller/billing/inactive?days=1")
          .at("reseller-inactive-none", "/reseller/billing/inactive?q=xyzzy")
          .at("reseller-user-charged", acme + "/users/" + id(cast.priya))
          .at("reseller-terminate-invoice", acme + "/terminate")
          .at("reseller-disable-invoice", acme + "/disable");
      assertThat(eye.complaints()).isEmpty();
    }
    try (Window window = world.windowOf(cast.sam)) {
      Eye eye = new Eye(window);
      String northwind = "/support/resellers/" + cast.reseller;
      eye.at("support-billing", "/support/billing")
          .at("support-invoice", "/support/billing/invoices/" + billing.invoice())
          .at("support-runs", "/support/billing/runs")
          .at("support-run", "/support/billing/runs/" + billing.run())
          .at("support-run-none-found", "/support/billing/runs/" + billing.run() + "?q=xyzzy")
          .at(
              "support-run-reseller",
              "/support/billing/runs/" + billing.run() + "/resellers/" + cast.reseller)
          .at("support-plans", "/support/billing/plans")
          .at("support-plan", "/support/billing/plans/" + billing.plan())
          .at("support-parts", "/support/billing/parts")
          .at("support-issuer", "/support/billing/issuer")
          .at("support-reseller-billing", northwind + "/billing")
          .at("support-reseller-charge", northwind + "/charge");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("Billing of many customers, invoices and great amounts fits and can be read")
  void billingLarge(BrowserWorld world) {
    LargeBilling large = new LargeBilling(world, cast.sam);
    try (Window window = world.windowOf(large.lara)) {
      Eye eye = new Eye(window);
      String invoice = "/reseller/billing/invoices/" + large.invoice;
      eye.at("reseller-billing-large", "/reseller/billing?at=2&sort=total&dir=desc")
          .at("reseller-estimate-large", "/reseller/billing/estimate?at=2&sort=amount&dir=desc")
          .at("reseller-invoice-large", invoice)
          .at("reseller-invoice-large-found", invoice + "?q=customer+7&sort=amount&dir=desc")
          .at(
              "reseller-customer-billing-large",
              "/reseller/customers/" + large.customer + "/billing");
      assertThat(eye.complaints()).isEmpty();
    }
    try (Window window = world.windowOf(cast.sam)) {
      Eye eye = new Eye(window);
      String run = "/support/billing/runs/" + large.dryRun;
      eye.at("support-billing-large", "/support/billing?at=2")
          .at("support-dry-run", run)
          .at("support-dry-run-customers", run + "/resellers/" + large.reseller + "?at=2");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  private static String id(Somebody person) {
    return Objects.requireNonNull(person.actor().id()).toString();
  }

  private void customer(Eye eye, String name, String customer) {
    eye.at("reseller-customer-" + name, path(customer))
        .at("reseller-timeline-" + name, path(customer) + "/timeline");
  }

  private String path(String customer) {
    return "/reseller/customers/" + cast.the(customer);
  }

  @Test
  @DisplayName("The Customer Portal fits, can be read and used by all, and has no errors")
  void portal(BrowserWorld world) {
    try (Window window = world.windowOf(cast.priya)) {
      Eye eye = new Eye(window);
      eye.at("portal-live", "/portal/live");
      if (FOR_README) {
        eye.picture("live.png");
      }
      eye.at("portal-calls", "/portal/calls?range=DAYS7")
          .at("portal-calls-none", "/portal/calls?number=999999")
          .at("portal-call", call(window))
          .at("portal-agents", "/portal/agents")
          .at("portal-agents-none-found", "/portal/agents?q=xyzzy")
          .at("portal-agents-empty", "/portal/agents?day=2026-01-05")
          .at("portal-agent", agent(window))
          .at("portal-settings", "/portal/settings");
      window
          .fill("Service level", "soon")
          .fill("A day begins", "")
          .press("Save")
          .sees("1 to 3,600");
      eye.look("portal-settings-problem").at("portal-thresholds", "/portal/settings/thresholds");
      window.press("Add a threshold").sees("Remove");
      eye.look("portal-thresholds-added")
          .at("portal-reports", "/portal/reports?range=today&by=hour")
          .at(
              "portal-reports-agents",
              "/portal/reports?by=agent&m=answered.rna.occupancy.logged-in")
          .at("portal-users", "/portal/users")
          .at("portal-user-new", "/portal/users/new")
          .at("portal-audit", "/portal/audit")
          .at("portal-profile", "/profile")
          .at("portal-not-found", "/portal/calls/nowhere");
      assertThat(eye.complaints()).isEmpty();
    }
    Somebody ash = world.customerPerson(cast.the("Ashdown Estates"), "Ash Down", cast.dana);
    try (Window window = world.windowOf(ash)) {
      Eye eye = new Eye(window);
      eye.at("portal-live-empty", "/portal/live")
          .at("portal-calls-empty", "/portal/calls")
          .at("portal-agents-nobody", "/portal/agents");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  private static String call(Window window) {
    window.open("/portal/calls?range=DAYS7");
    return String.valueOf(window.page().locator("#results tbody a").last().getAttribute("href"));
  }

  private static String agent(Window window) {
    window.open("/portal/agents");
    return String.valueOf(window.page().locator("#results tbody a").first().getAttribute("href"));
  }

  @Test
  @DisplayName("The Support Console fits, can be read and used by all, and has no errors")
  void support(BrowserWorld world) {
    try (Window window = world.windowOf(cast.sam)) {
      Eye eye = new Eye(window);
      String customers = "/support/customers/";
      String northwind = "/support/resellers/" + cast.reseller;
      eye.at("support-customers", "/support/customers");
      if (FOR_README) {
        eye.picture("support.png");
      }
      eye.at("support-customers-found", "/support/customers?q=north")
          .at("support-customers-none", "/support/customers?q=xyzzy")
          .at("support-customer", customers + cast.the("Granite Mutual Insurance"))
          .at("support-licences", customers + cast.the("Acme Dental Group") + "/licences")
          .at("support-timeline", customers + cast.the("Granite Mutual Insurance") + "/timeline")
          .at("support-customer-terminated", customers + cast.the("Kestrel Couriers"))
          .at("support-hold", customers + cast.the("Acme Dental Group") + "/hold")
          .at("support-lift", customers + cast.the("Granite Mutual Insurance") + "/lift")
          .at("support-reinstate", customers + cast.the("Kestrel Couriers") + "/reinstate")
          .at("support-reinstatements", "/support/reinstatements")
          .at(
              "support-decline",
              "/support/reinstatements/" + cast.the("Kestrel Couriers") + "/decline")
          .at("support-resellers", "/support/resellers")
          .at("support-reseller", northwind)
          .at("support-reseller-new", "/support/resellers/new")
          .at("support-reseller-edit", northwind + "/edit")
          .at("support-reseller-hold", northwind + "/hold")
          .at("support-audit", "/support/audit")
          .at("support-chain", "/support/audit/chain/" + cast.the("Acme Dental Group"))
          .at("support-effects", "/support/effects")
          .at("support-outbox", "/support/outbox")
          .at("support-users", "/support/users")
          .at("support-user-new", "/support/users/new");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("The doors fit, can be read and used by all, and have no errors")
  void doors(BrowserWorld world) {
    Somebody gone = world.customerPerson(cast.the("Ashdown Estates"), "Gone Soon", cast.dana);
    Somebody fresh = world.resellerPerson(world.reseller("Fresh Telecom"), "Fay");
    try (Window window = world.window()) {
      Eye eye = new Eye(window);
      eye.at("signin", "/signin");
      window.signIn(gone.email(), "not the right password").sees("don’t fit together");
      eye.look("signin-wrong").at("forgot", "/forgot").at("link-unknown", "/activate/nothing");
      window.signIn(fresh.email(), BrowserWorld.PASSWORD).seesHeading("Customers");
      eye.look("reseller-customers-empty");
      assertThat(eye.complaints()).isEmpty();
    }
  }
}
