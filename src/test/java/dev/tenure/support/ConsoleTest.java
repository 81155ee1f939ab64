package dev.tenure.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.DisableCustomer;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.account.Resellers;
import dev.tenure.account.Status;
import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.delivery.Mails;
import dev.tenure.identity.Permission;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private static SupportSite site;
  private static int tests;

  private String northName = "";
  private ResellerId north = new ResellerId(new UUID(0, 0));
  private CustomerId acme = new CustomerId(new UUID(0, 0));

  @BeforeAll
  static void open() {
    site = new SupportSite();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @BeforeEach
  void begin() {
    site.startOver();
    northName = "North Telecom " + ++tests;
    north = site.reseller(northName);
    acme = site.customer(north, "Acme Ltd");
  }

  private String page(String path) throws Exception {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.body())
        .as(path)
        .doesNotContain("style=", "<script>", "onclick", "??")
        .contains("Sam Support");
    return answer.body();
  }

  private static Map<String, String> form(String... pairs) {
    Map<String, String> form = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      form.put(pairs[i], pairs[i + 1]);
    }
    return form;
  }

  private String customerPath() {
    return "/support/customers/" + acme;
  }

  private Map<String, String> confirmation(String... more) {
    Map<String, String> form = form(more);
    form.put("version", String.valueOf(site.account(acme).version()));
    form.putIfAbsent("reasonCode", "SECURITY");
    return form;
  }

  @Test
  @DisplayName("The first page finds customers of every reseller, and resellers by their name")
  void search() throws Exception {
    site.customer(site.reseller("South Voice"), "Beta & Sons");
    assertThat(page("/support/customers"))
        .contains("Acme Ltd", "North Telecom", "Beta &amp; Sons", "South Voice");
    assertThat(page("/support/customers?q=beta")).contains("Beta").doesNotContain("Acme Ltd");
    assertThat(page("/support/customers?q=south")).contains("Resellers with this name");
    assertThat(page("/support/customers?reseller=" + north))
        .contains("Only customers of", "Acme Ltd")
        .doesNotContain("Beta");
    assertThat(page("/support/customers?status=terminated&reseller=" + north))
        .contains("No customer matches");
    assertThat(site.get("/support/customers.csv?q=beta").body())
        .contains("Beta & Sons,South Voice")
        .doesNotContain("Acme");
  }

  @Test
  @DisplayName("A customer's page tells everything and changes nothing")
  void customerPage() throws Exception {
    assertThat(page(customerPath()))
        .contains("Acme Ltd", "North Telecom", "Place Support hold")
        .doesNotContain("name=\"name\"", "/reinstate\"");
    assertThat(page(customerPath() + "/timeline")).contains("Created", "Dana Meyer");
    assertThat(page(customerPath() + "/timeline?at=2020-01-01T00:00"))
        .contains("did not exist yet");
    for (String bad :
        List.of(
            "at=nonsense", "at=2026-11-30T17:30:00.1234567", "known=2026-11-30T17:30:00.1234567")) {
      assertThat(site.get(customerPath() + "/timeline?" + bad).statusCode()).as(bad).isEqualTo(422);
    }
    assertThat(site.get("/support/customers/" + north).statusCode()).isEqualTo(404);
    assertThat(site.get("/support/customers/nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "A5: Support's hold is placed and lifted, each behind a warning with its true figures")
  void hold() throws Exception {
    assertThat(page(customerPath() + "/hold"))
        .contains("Place Support’s hold on Acme Ltd?", "4 calls", "11 agents", "Billing goes on");
    HttpResponse<String> placed =
        site.post(customerPath() + "/hold", confirmation("reason", "stolen password"));
    assertThat(placed.statusCode()).isEqualTo(302);
    assertThat(site.follow(placed).body())
        .contains("hold on Acme Ltd was placed at 20:41", "To take this back")
        .contains("Held by Support", "stolen password", "Lift Support hold")
        .doesNotContain("Place Support hold</a>");
    assertThat(site.account(acme).status()).isEqualTo(Status.DISABLED);

    HttpResponse<String> again = site.post(customerPath() + "/hold", confirmation());
    assertThat(site.follow(again).body()).contains("is held already", "Nothing was changed");
    assertThat(page(customerPath() + "/hold")).contains("disabled already");

    assertThat(page(customerPath() + "/lift")).contains("Lift Support’s hold");
    HttpResponse<String> lifted = site.post(customerPath() + "/lift", confirmation());
    assertThat(site.follow(lifted).body()).contains("was lifted at 20:41");
    assertThat(site.account(acme).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  @DisplayName("A10: what changed meanwhile is told, and what was typed stays")
  void conflict() throws Exception {
    Map<String, String> form = confirmation("reason", "my long explanation");
    site.the(DisableCustomer.class).disable(site.order(acme, SupportSite.dana(north)));
    HttpResponse<String> answer = site.post(customerPath() + "/hold", form);
    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.body())
        .contains("changed meanwhile: disabled by Dana Meyer", "my long explanation")
        .contains("name=\"version\" value=\"2\"");
    assertThat(site.account(acme).state().holds()).hasSize(1);
  }

  @Test
  @DisplayName("A reason without words where words are needed is asked for, beside what was typed")
  void reasonMissing() throws Exception {
    HttpResponse<String> answer =
        site.post(customerPath() + "/hold", confirmation("reasonCode", "OTHER"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Say in a few words why");
  }

  @Test
  @DisplayName(
      "E1, E2, E3: the quote names the gap; the name must be typed; then it is Active again")
  void reinstate() throws Exception {
    site.database.advanceClock(Duration.ofSeconds(1));
    site.terminate(acme, north);
    site.database.advanceClock(Duration.ofHours(50));
    assertThat(page(customerPath())).contains("Terminated on", "Reinstate");
    assertThat(page(customerPath() + "/reinstate"))
        .contains("Reinstate Acme Ltd?", "No service from Sun 22 Nov 2026 at 20:41")
        .contains("2 days 2 hours so far", "never charged", "Licences", "it has no users yet");

    HttpResponse<String> wrong =
        site.post(
            customerPath() + "/reinstate", confirmation("typedName", "Acne", "reason", "paid"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("is not the customer", "value=\"Acne\"", "value=\"paid\"");
    assertThat(site.account(acme).status()).isEqualTo(Status.TERMINATED);

    HttpResponse<String> done =
        site.post(customerPath() + "/reinstate", confirmation("typedName", "Acme Ltd"));
    assertThat(site.follow(done).body()).contains("Acme Ltd was reinstated at 22:41");
    assertThat(site.account(acme).status()).isEqualTo(Status.ACTIVE);
    assertThat(site.account(acme).timeline().periods()).hasSize(2);
    assertThat(page(customerPath() + "/reinstate"))
        .contains("isn’t terminated", "nothing to reinstate")
        .doesNotContain("typedName");
  }

  @Test
  @DisplayName("G: Support's warnings say why a figure is missing, and each act works all the same")
  void brokenFigures() throws Exception {
    PlanId plan = site.the(Plans.class).create("Bare " + northName, "GBP", SupportSite.support());
    site.the(Chargings.class)
        .keep(
            north,
            0,
            new Charging(plan, LocalDate.of(2026, 12, 1), "", "", "", "", 0, "", 0, null),
            SupportSite.support());
    site.the(Licences.class)
        .takeOver(
            acme,
            "Ann",
            List.of(new PartNumber("TEN-ESS")),
            LocalDate.of(2026, 11, 22),
            SupportSite.dana(north));
    String why = "has no price for Essential User (TEN-ESS)";
    site.withoutFigures(() -> {
      assertThat(page(customerPath())).contains("how many are signed in isn’t known now");
      assertThat(page(customerPath() + "/hold"))
          .contains(why, "Everyone who is signed in now is signed out")
          .contains("calls (how many isn’t known now)", "Place hold on Acme Ltd");
      assertThat(site.post(customerPath() + "/hold", confirmation()).statusCode()).isEqualTo(302);
      assertThat(site.account(acme).status()).isEqualTo(Status.DISABLED);
      assertThat(page(customerPath() + "/lift")).contains(why);
      assertThat(site.post(customerPath() + "/lift", confirmation()).statusCode()).isEqualTo(302);
      assertThat(site.account(acme).status()).isEqualTo(Status.ACTIVE);
      String reseller = "/support/resellers/" + north;
      assertThat(page(reseller + "/hold")).contains("Its own users who are signed in now");
      assertThat(
              site.post(reseller + "/hold", form("version", "1", "reasonCode", "MISTAKE"))
                  .statusCode())
          .isEqualTo(302);
    });
    site.terminate(acme, north);
    site.database.advanceClock(Duration.ofHours(1));
    site.withoutFigures(() -> {
      assertThat(page(customerPath() + "/reinstate")).contains("TEN-ESS has no price", "typedName");
      HttpResponse<String> done =
          site.post(customerPath() + "/reinstate", confirmation("typedName", "Acme Ltd"));
      assertThat(done.statusCode()).isEqualTo(302);
      assertThat(site.account(acme).status()).isEqualTo(Status.ACTIVE);
    });
  }

  @Test
  @DisplayName("D13: Support gives a licence a trial once, and sees it in the list")
  void trialWithLicence() throws Exception {
    String address = customerPath() + "/licences";
    assertThat(page(address)).contains("No licences");
    PlanId plan = site.the(Plans.class).create("Try " + northName, "GBP", SupportSite.support());
    site.the(Chargings.class)
        .keep(
            north,
            0,
            new Charging(plan, LocalDate.of(2026, 11, 1), "", "", "", "", 0, "", 0, null),
            SupportSite.support());
    Licences licences = site.the(Licences.class);
    PartNumber part = new PartNumber("TEN-ESS");
    LocalDate since = LocalDate.of(2026, 11, 22);
    HolderId ann = licences.takeOver(acme, "Ann", List.of(part), since, SupportSite.dana(north));
    assertThat(page(address)).contains("Ann", "22 Nov 2026", "Give a trial");
    Map<String, String> typed =
        form(
            "licence",
            ann + " TEN-ESS 2026-11-22",
            "until",
            "2026-12-06",
            "mark",
            String.valueOf(licences.mark(acme)));
    for (String wrong : List.of("2031-01-01", "2026-11-21", "soon", "+292278994-08-17")) {
      Map<String, String> bad = new HashMap<>(typed);
      bad.put("until", wrong);
      HttpResponse<String> refused = site.post(address, bad);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      assertThat(refused.body()).contains("id=\"until-problem\"");
    }
    for (String wrong : List.of("", "x", ann + " TEN-ESS soon", ann + " TEN-RT 2026-11-22")) {
      Map<String, String> bad = new HashMap<>(typed);
      bad.put("licence", wrong);
      assertThat(site.post(address, bad).statusCode()).as(wrong).isEqualTo(422);
    }
    HttpResponse<String> done = site.post(address, typed);
    assertThat(done.statusCode()).isEqualTo(302);
    assertThat(site.follow(done).body()).contains("The trial was saved", "6 Dec 2026");
    assertThat(site.post(address, typed).statusCode()).as("a second time").isEqualTo(412);
    assertThat(page("/support/audit?customer=" + acme)).contains("licence.trial");
    site.permit(Permission.SUPPORT);
    assertThat(page(address)).contains("6 Dec 2026").doesNotContain("Give a trial");
  }

  @Test
  @DisplayName("E4: a request waits in the queue until it is accepted or declined with a reason")
  void requests() throws Exception {
    assertThat(page("/support/reinstatements")).contains("No reseller is waiting");
    site.terminate(acme, north);
    site.the(ReinstatementRequests.class).request(acme, "they paid", SupportSite.dana(north));
    assertThat(page("/support/reinstatements")).contains("Acme Ltd", "they paid", "Dana Meyer");
    assertThat(page(customerPath())).contains("Reinstatement requested", "they paid");

    String decline = "/support/reinstatements/" + acme + "/decline";
    assertThat(page(decline)).contains("Decline to reinstate Acme Ltd?");
    HttpResponse<String> silent = site.post(decline, form("reason", "  "));
    assertThat(silent.statusCode()).isEqualTo(422);
    assertThat(silent.body()).contains("Say in a few words why");
    HttpResponse<String> declined = site.post(decline, form("reason", "still unpaid"));
    assertThat(site.follow(declined).body())
        .contains("request to reinstate Acme Ltd was declined", "No reseller is waiting");
    assertThat(page("/support/audit?action=customer.decline")).contains("still unpaid");
    assertThat(site.get(decline).statusCode()).isEqualTo(404);

    site.the(ReinstatementRequests.class).request(acme, "", SupportSite.dana(north));
    site.post(customerPath() + "/reinstate", confirmation("typedName", "acme ltd"));
    assertThat(page("/support/reinstatements")).contains("No reseller is waiting");
  }

  private static Map<String, String> newReseller() {
    return form(
        "name",
        "East Lines",
        "country",
        "DE",
        "zone",
        "Europe/Berlin",
        "currency",
        "EUR",
        "contactName",
        "Eva",
        "contactEmail",
        "eva@example.com",
        "contactPhone",
        "",
        "trialDaysMax",
        "14",
        "personName",
        "Eva Ost",
        "personEmail",
        "eva.ost@example.com");
  }

  @Test
  @DisplayName("A reseller is created with its first person, who gets a link; or neither")
  void createReseller() throws Exception {
    assertThat(page("/support/resellers/new")).contains("Europe/Berlin", "First person");
    Map<String, String> wrong = newReseller();
    wrong.put("personEmail", "not an address");
    HttpResponse<String> refused = site.post("/support/resellers/new", wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("value=\"East Lines\"", "personEmail-problem");
    assertThat(site.the(Resellers.class).list("East")).isEmpty();
    assertThat(site.the(Mails.class).newest(null, 10)).isEmpty();

    HttpResponse<String> created = site.post("/support/resellers/new", newReseller());
    assertThat(created.statusCode()).isEqualTo(302);
    assertThat(site.follow(created).body())
        .contains("East Lines was created at 21:41", "Eva Ost", "Invited", "Europe/Berlin");
    assertThat(page("/support/resellers?q=east")).contains("East Lines");
    String letter = "/support/outbox/" + site.the(Mails.class).newest(null, 1).getFirst().id();
    assertThat(page("/support/outbox")).contains("No mail server is configured", letter);
    assertThat(page(letter))
        .contains("Your sign-in for East Lines", "/activate/", "<a class=\"link\" href=\"http");

    HttpResponse<String> twice = site.post("/support/resellers/new", newReseller());
    assertThat(twice.statusCode()).isEqualTo(422);
    assertThat(twice.body()).contains("There is a reseller named East Lines already");
  }

  @Test
  @DisplayName("A10: a reseller edited by two keeps what the second typed, and shows what is saved")
  void editReseller() throws Exception {
    String address = "/support/resellers/" + north;
    Map<String, String> edit = newReseller();
    edit.put("name", "North Lines");
    edit.put("version", "1");
    assertThat(site.follow(site.post(address + "/edit", edit)).body())
        .contains("Saved at", "North Lines");
    edit.put("name", "North Cables");
    HttpResponse<String> late = site.post(address + "/edit", edit);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body())
        .contains("changed meanwhile", "North Cables", "North Lines", "What is saved now")
        .contains("name=\"version\" value=\"2\"");
    edit.put("version", "2");
    edit.put("name", "North Lines");
    assertThat(site.follow(site.post(address + "/edit", edit)).body())
        .contains("nothing was saved");
    edit.put("trialDaysMax", "many");
    HttpResponse<String> wrong = site.post(address + "/edit", edit);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"many\"", "Enter 0 (no trials) to 366 days");
  }

  @Test
  @DisplayName("A14: a reseller is held and freed behind a warning that says its customers go on")
  void holdReseller() throws Exception {
    String address = "/support/resellers/" + north;
    assertThat(page(address + "/hold")).contains("Its customers (1) go on", "Place hold on North");
    HttpResponse<String> held =
        site.post(
            address + "/hold",
            form("version", "1", "reasonCode", "MISSED_PAYMENT", "reason", "3 months"));
    assertThat(site.follow(held).body())
        .contains("was held at 20:41", "Held by Support", "3 months");
    assertThat(site.account(acme).status()).isEqualTo(Status.ACTIVE);
    assertThat(page(address + "/hold")).contains("held already").doesNotContain("name=\"version\"");
    HttpResponse<String> stale = site.post(address + "/lift", form("version", "1"));
    assertThat(stale.statusCode()).isIn(412, 422);
    HttpResponse<String> lifted =
        site.post(address + "/lift", form("version", "2", "reasonCode", "MISTAKE"));
    assertThat(site.follow(lifted).body()).contains("The hold on " + northName + " was lifted");
  }

  @Test
  @DisplayName("F1, F2: the trail is searched, downloaded, and a chain verified while one waits")
  void audit() throws Exception {
    site.post(customerPath() + "/hold", confirmation("reason", "stolen password"));
    assertThat(page("/support/audit"))
        .contains("customer.disable", "customer.create", "Sam Support");
    assertThat(page("/support/audit?q=stolen"))
        .contains("customer.disable", "Security: stolen password")
        .doesNotContain("customer.create", "SECURITY");
    assertThat(page("/support/audit?until=2026-11-21")).contains("Nothing matches");
    assertThat(site.get("/support/audit.csv?action=customer.").body())
        .startsWith("\uFEFFat,chain,number")
        .contains("customer.disable")
        .doesNotContain("reseller.create");
    assertThat(page("/support/audit/chain/" + acme))
        .contains("All 2 entries fit", "No entry has a seal", "NOT KEYED");
    assertThat(page("/support/audit")).contains("Entries have no keyed seal.");
    site.database
        .jdbc()
        .sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
        .update();
    site.database
        .jdbc()
        .sql("UPDATE audit_entry SET reason = 'nicer' WHERE chain_id = :c AND seq = 2")
        .param("c", acme.value())
        .update();
    assertThat(page("/support/audit/chain/" + acme)).contains("does not fit", "entry 2 of chain");
    assertThat(site.get("/support/audit/chain/nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "A16: Support sees a clock in doubt, since when, and says with a reason that it is right")
  void clock() throws Exception {
    assertThat(page("/support/clock")).contains("The clock is right", "never stepped");
    site.database
        .jdbc()
        .sql("UPDATE clock_kept SET in_doubt = true, kept = tenure_clock() - interval '2 days'")
        .update();
    site.database
        .jdbc()
        .sql(
            """
            INSERT INTO clock_step (kind, node, known_at, clock_at)
            SELECT 'LEAP', 'one', tenure_now(), tenure_now() + (tenure_clock() - tenure_now())
            """)
        .update();
    assertThat(page("/support/customers")).contains("jumped ahead by", "/support/clock");
    String page = page("/support/clock");
    assertThat(page).contains("jumped ahead by", "Jumped ahead", "Is the clock right?", " UTC");
    String step = page.replaceAll("(?s).*name=\"step\" value=\"([0-9]+)\".*", "$1");
    assertThat(site.post("/support/clock", Map.of("step", step, "reason", "")).body())
        .contains("how you know that the clock is right");
    assertThat(site.post("/support/clock", Map.of("step", "x", "reason", "radio")).body())
        .contains("moved again since you looked");
    assertThat(
            site.follow(site.post("/support/clock", Map.of("step", step, "reason", "radio")))
                .body())
        .contains("The clock is confirmed", "Confirmed by", "Sam Support", "radio");
    assertThat(page("/support/customers")).doesNotContain("jumped ahead by");
  }

  @Test
  @DisplayName("A12: what is undone is a number, and a list with the newest error")
  void effects() throws Exception {
    assertThat(page("/support/effects")).contains("Nothing is undone");
    site.post(customerPath() + "/hold", confirmation());
    site.database.jdbc().sql("UPDATE effect SET attempts = 3, last_error = 'no luck'").update();
    assertThat(page("/support/effects")).contains("close-sessions", "no luck", acme.toString());
  }

  @Test
  @DisplayName(
      "D1: a first charged day in the past says which months it invoices immediately, and asks")
  void firstDayInThePast() throws Exception {
    Plans plans = site.the(Plans.class);
    PlanId plan = plans.create("Plan of " + northName, "GBP", SupportSite.support());
    String address = "/support/resellers/" + north + "/billing";
    Map<String, String> terms = form("version", "0", "plan", plan.toString(), "from", "2020-01-01");
    HttpResponse<String> asked = site.post(address, terms);
    assertThat(asked.body()).contains("January 2020 to November 2026 (83 months)");
    Map<String, String> overtaken = shown(asked, terms);
    overtaken.put("from", "2026-08-15");
    assertThat(site.post(address, overtaken).statusCode())
        .as("what was confirmed were other months")
        .isEqualTo(200);
    terms.put("from", "2026-08-15");
    asked = site.post(address, terms);
    assertThat(asked.body())
        .contains("September 2026, October 2026, November 2026", "Invoiced immediately");
    assertThat(site.the(Chargings.class).find(north)).isEmpty();
    assertThat(site.post(address, shown(asked, terms)).statusCode()).isEqualTo(302);
    assertThat(site.the(Chargings.class).find(north)).isPresent();
  }

  /** The form with what the page that asks carries. */
  private static Map<String, String> shown(HttpResponse<String> asked, Map<String, String> form) {
    Map<String, String> confirmed = new HashMap<>(form);
    java.util.regex.Pattern.compile("name=\"confirmed\" value=\"([^\"]+)\"")
        .matcher(asked.body())
        .results()
        .forEach(found -> confirmed.put("confirmed", found.group(1)));
    assertThat(confirmed).as(asked.body()).containsKey("confirmed");
    return confirmed;
  }

  @Test
  @DisplayName("D12: the currency of a charged reseller can't change, and the page says why")
  void currencyStays() throws Exception {
    PlanId plan =
        site.the(Plans.class).create("Yens of " + northName, "GBP", SupportSite.support());
    String address = "/support/resellers/" + north;
    Map<String, String> terms = form("version", "0", "plan", plan.toString(), "from", "2026-12-01");
    HttpResponse<String> asked = site.post(address + "/billing", terms);
    assertThat(site.post(address + "/billing", shown(asked, terms)).statusCode()).isEqualTo(302);
    Map<String, String> edit = newReseller();
    edit.put("version", "1");
    edit.put("currency", "KWD");
    HttpResponse<String> refused = site.post(address + "/edit", edit);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("is charged in GBP", "create another reseller");
  }

  @Test
  @DisplayName("Bounds: prices, percentages and numbers out of bounds are refused at their field")
  void bounds() throws Exception {
    PlanId plan = site.the(Plans.class).create("Of " + northName, "GBP", SupportSite.support());
    String prices = "/support/billing/plans/" + plan;
    for (String price :
        List.of(
            "92233720368547758.07",
            "1e400",
            "1E-999",
            "1e999999999",
            "-1",
            "1;2;3",
            "1;99999999999: 1")) {
      HttpResponse<String> refused =
          site.post(
              prices,
              form("version", "1", "part", "TEN-ESS", "from", "2026-12-01", "price", price));
      assertThat(refused.statusCode()).as(price).isEqualTo(422);
      assertThat(refused.body()).contains("id=\"price-problem\"");
    }
    for (String day : List.of("0000-01-01", "9999-12-31", "+292278994-08-17", "-0001-01-01", "x")) {
      assertThat(
              site.post(prices, form("version", "1", "part", "TEN-ESS", "from", day, "price", "1"))
                  .statusCode())
          .as(day)
          .isEqualTo(422);
    }
    String terms = "/support/resellers/" + north + "/billing";
    for (String percent : List.of("1e400", "1e-400", "100.01", "-1", "1,5", "\u0667")) {
      assertThat(
              site.post(
                      terms,
                      form(
                          "version",
                          "0",
                          "plan",
                          plan.toString(),
                          "from",
                          "2026-12-01",
                          "tax",
                          percent,
                          "taxName",
                          "VAT"))
                  .statusCode())
          .as(percent)
          .isEqualTo(422);
    }
    HttpResponse<String> name =
        site.post("/support/billing/plans", form("name", "A\u202eB", "currency", "GBP"));
    assertThat(name.statusCode()).isEqualTo(422);
    assertThat(name.body()).contains("The field “name” has an invisible character", "A\ufffdB");
  }

  @Test
  @DisplayName("Who may not press something doesn't see it")
  void permissions() throws Exception {
    site.permit(Permission.SUPPORT);
    assertThat(page("/support/resellers")).doesNotContain("/support/resellers/new");
    assertThat(page("/support/resellers/" + north)).doesNotContain("Place hold", "/edit");
    assertThat(page(customerPath()))
        .contains("Place Support hold")
        .doesNotContain("/support/outbox");
  }
}
