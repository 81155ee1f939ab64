package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LicenceChange;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Price;
import dev.tenure.billing.run.RunNow;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BillingPagesTest {

  private static final Set<String> BILLING =
      Set.of("SEE_CUSTOMERS", "CHANGE_CUSTOMERS", "SEE_BILLING");

  private static ResellerSite site;
  private static CustomerId acme;
  private static String path;

  @BeforeAll
  static void open() {
    site = new ResellerSite(0);
    Actor dana = site.dana();
    site.viewedBy(dana, BILLING);
    ResellerId reseller = Objects.requireNonNull(dana.reseller());
    acme = site.customer("Acme");
    path = "/reseller/customers/" + acme;
    Plans plans = site.the(Plans.class);
    PlanId plan = plans.create("Standard", "GBP", ResellerSite.support());
    List<Price> prices = new ArrayList<>();
    for (String part : List.of("TEN-ESS", "TEN-SUP-1")) {
      prices.add(
          new Price(
              new PartNumber(part),
              LocalDate.of(2026, 1, 1),
              CreditRule.NONE,
              0,
              List.of(new Price.Tier(1, 3000))));
    }
    plans.price(plan, 1, prices, ResellerSite.support());
    site.the(Chargings.class)
        .keep(
            reseller,
            0,
            new Charging(
                plan,
                LocalDate.of(2026, 11, 1),
                "NW-1",
                "1 Wharf Road",
                "",
                "",
                0,
                "VAT",
                2000,
                null),
            ResellerSite.support());
    site.the(Licences.class)
        .takeOver(
            acme,
            "=HYPERLINK(\"x\")",
            List.of(new PartNumber("TEN-ESS")),
            LocalDate.of(2026, 11, 22),
            dana);
    site.the(RunNow.class).beginIfDue();
    site.the(RunNow.class).work(() -> true);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static String body(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer = site.get(address);
    assertThat(answer.statusCode()).as(address + "\n" + answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  @DisplayName("Billing lists invoices with their downloads, and the next one as things are now")
  void history() throws IOException, InterruptedException {
    assertThat(body("/reseller/billing"))
        .contains("T-000001", "November 2026", "Periodic", "10.80 GBP", ".pdf", ".csv", ".json")
        .contains("December 2026", "36.00 GBP");
    assertThat(body("/reseller/billing?q=nothing+like+it")).contains("Nothing matches");
    assertThat(body("/reseller/billing.csv")).contains("T-000001,Northwind Telecom,2026-11");
  }

  @Test
  @DisplayName("An invoice shows its lines and can be searched; its CSV is safe for a spreadsheet")
  void invoice() throws IOException, InterruptedException {
    String address = invoiceAddress();
    assertThat(body(address))
        .contains("Essential User", "9 / 30", "in advance", "9.00 GBP", "VAT 20 %");
    assertThat(body(address + "?q=zzz")).contains("Nothing matches");
    List<String> csv = body(address + ".csv").lines().toList();
    assertThat(csv.getFirst())
        .isEqualTo(
            "\uFEFFid,quantity,value,fromdate,todate,productname,partnumber,tenantcode,tenantcodeext,"
                + "tenantname,userid,username,resellercode,resellercodeext,resellername,role,"
                + "kind,description,percent,firstday,lastday,currency,invoicetotal");
    assertThat(csv).hasSize(3);
    assertThat(csv.get(1)).endsWith(",advance,,,2026-11-22,2026-11-30,GBP,10.80");
    assertThat(csv.get(2)).startsWith("T-000001-2,,1.80,").endsWith(",tax,VAT,20,,,GBP,10.80");
    assertThat(csv.get(1))
        .startsWith(
            "T-000001-1,0.3,9.00,2026-11-22T00:00:00+00:00,2026-11-30T23:59:59+00:00,Essential"
                + " User,TEN-ESS,"
                + acme
                + ",REF-Acme,Acme,")
        .contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    assertThat(body(address + ".json")).contains("\"number\":\"T-000001\"", "\"order\":1");
    assertThat(body(address + ".pdf")).startsWith("%PDF-");
  }

  private static String invoiceAddress() throws IOException, InterruptedException {
    String page = body("/reseller/billing");
    int at = page.indexOf("/reseller/billing/invoices/");
    return page.substring(at, page.indexOf('"', at));
  }

  @Test
  @DisplayName("The estimate names each customer, and the customer’s tab its lines")
  void estimate() throws IOException, InterruptedException {
    assertThat(body("/reseller/billing/estimate")).contains("Acme", "REF-Acme", "30.00 GBP");
    assertThat(body(path + "/billing"))
        .contains("30.00 GBP", "1 – 31 Dec 2026", "T-000001", "9.00 GBP");
  }

  @Test
  @DisplayName("A licence is given after its cost was shown, and then stands in the list")
  void give() throws IOException, InterruptedException {
    String list = body(path + "/licences");
    int at = list.indexOf(path + "/licences/");
    String form = list.substring(at, list.indexOf('"', at));
    String page = body(form);
    String mark = page.replaceAll("(?s).*name=\"mark\" value=\"([0-9]+)\".*", "$1");
    Map<String, String> typed =
        Map.of("act", "give", "part", "TEN-SUP-1", "on", "2026-12-16", "mark", mark);
    HttpResponse<String> cost = site.post(form, typed);
    assertThat(cost.statusCode()).isEqualTo(200);
    assertThat(cost.body()).contains("30.00 GBP → 45.48 GBP");
    assertThat(site.the(Licences.class).mark(acme)).isEqualTo(Long.parseLong(mark));
    Map<String, String> confirmed = new java.util.HashMap<>(typed);
    confirmed.put("confirm", "yes");
    HttpResponse<String> done = site.post(form, confirmed);
    assertThat(done.statusCode()).isEqualTo(302);
    assertThat(site.follow(done).body()).contains("Supervisor Reports from 16 Dec 2026");
    HttpResponse<String> again = site.post(form, confirmed);
    assertThat(again.statusCode()).isEqualTo(412);
    assertThat(again.body()).contains("were changed in the meantime");
    // Taken away before its first day, it was never held.
    Map<String, String> taken = new java.util.HashMap<>(confirmed);
    taken.put("act", "take");
    taken.put("mark", String.valueOf(site.the(Licences.class).mark(acme)));
    assertThat(site.post(form, taken).statusCode()).isEqualTo(302);
    assertThat(body(path + "/licences")).doesNotContain("Supervisor Reports from");
  }

  @Test
  @DisplayName("D14: a licence is moved once, after its cost was shown; a wrong form is refused")
  void move() throws IOException, InterruptedException {
    CustomerId other = site.customer("Movers");
    Licences licences = site.the(Licences.class);
    LocalDate since = LocalDate.of(2026, 11, 22);
    PartNumber user = new PartNumber("TEN-ESS");
    HolderId ann = licences.takeOver(other, "Ann", List.of(user), since, site.dana());
    HolderId bob = licences.takeOver(other, "Bob", List.of(), since, site.dana());
    try {
      String form = "/reseller/customers/" + other + "/licences/" + ann + "/move";
      assertThat(body(form)).contains("Essential User", "Bob");
      assertThat(body("/reseller/customers/" + other + "/licences/" + bob + "/move"))
          .contains("No licence to move");
      Map<String, String> typed =
          new java.util.HashMap<>(
              Map.of(
                  "part",
                  "TEN-ESS",
                  "to",
                  bob.toString(),
                  "on",
                  "2026-11-25",
                  "mark",
                  String.valueOf(licences.mark(other))));
      assertThat(site.post(form, typed).body()).contains("stays <strong>");
      for (Map.Entry<String, String> wrong :
          Map.of("on", "soon", "part", "?", "to", ann.toString()).entrySet()) {
        Map<String, String> bad = new java.util.HashMap<>(typed);
        bad.put(wrong.getKey(), wrong.getValue());
        assertThat(site.post(form, bad).statusCode()).as(wrong.toString()).isEqualTo(422);
      }
      typed.put("confirm", "yes");
      HttpResponse<String> done = site.post(form, typed);
      assertThat(site.follow(done).body()).contains("The licence was moved");
      assertThat(site.post(form, typed).statusCode()).as("a second time").isIn(412, 422);
      assertThat(licences.of(other, site.dana()).require(bob).licences()).hasSize(1);
    } finally {
      for (HolderId holder : List.of(ann, bob)) {
        licences
            .of(other, site.dana())
            .require(holder)
            .licences()
            .forEach(held ->
                licences.carryOut(
                    new LicenceChange(other, holder, held.part(), false, held.from()),
                    licences.mark(other),
                    site.dana()));
      }
    }
  }

  @Test
  @DisplayName("D17: automatic licences are listed, their limit is edited, bad input is refused")
  void automatic() throws IOException, InterruptedException {
    String address = path + "/automatic-licences";
    assertThat(body(address)).contains("Nothing to confirm", "value=\"10\"");
    assertThat(site.post(address + "/cap", Map.of("cap", "-1")).statusCode()).isEqualTo(422);
    HttpResponse<String> done = site.post(address + "/cap", Map.of("cap", "25"));
    assertThat(site.follow(done).body()).contains("The limit was saved", "value=\"25\"");
    HttpResponse<String> nobody = site.post(address, Map.of("act", "confirm"));
    assertThat(nobody.statusCode()).isEqualTo(422);
    assertThat(nobody.body()).contains("Choose at least one user");
    assertThat(site.post(address, Map.of("act", "confirm", "user-x", "on")).statusCode())
        .isEqualTo(404);
    assertThat(body("/reseller/billing/automatic-licences")).contains("Nothing to confirm");
    assertThat(body("/reseller/billing/inactive?days=abc")).contains("No inactive users");
    assertThat(body("/reseller/billing/inactive.csv")).startsWith("\uFEFFuser,customer,why");
  }

  @Test
  @DisplayName("A wrong day is refused at its field, and what was typed stays")
  void wrongDay() throws IOException, InterruptedException {
    String list = body(path + "/licences");
    int at = list.indexOf(path + "/licences/");
    String form = list.substring(at, list.indexOf('"', at));
    HttpResponse<String> refused =
        site.post(form, Map.of("act", "take", "part", "TEN-ESS", "on", "2026-01-05", "mark", "1"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("closed", "2026-01-05");
  }

  @Test
  @DisplayName(
      "D9, G: Disable leaves the next invoice unchanged; Terminate shows the last day charged")
  void warnings() throws IOException, InterruptedException {
    assertThat(body(path + "/disable"))
        .contains("30.00 GBP", "unchanged", "the account must be terminated");
    assertThat(body(path + "/terminate"))
        .contains("30.00 GBP → 0.00 GBP", "Sun 22 Nov 2026", "stay charged");
    HttpResponse<String> dated =
        site.post(path + "/terminate-on", Map.of("date", "2026-12-11", "look", "yes"));
    assertThat(dated.body()).contains("30.00 GBP → 9.68 GBP", "Thu 10 Dec 2026");
  }

  @Test
  @DisplayName("G: a figure that can't be calculated says why, and no page or act waits for it")
  void unpriced() throws IOException, InterruptedException {
    Actor dana = site.dana();
    ResellerId reseller = site.reseller("Unpriced");
    Actor una = ResellerSite.dana(reseller);
    site.viewedBy(una, BILLING);
    try {
      CustomerId customer = site.customer("Bare Ltd");
      String address = "/reseller/customers/" + customer;
      Plans plans = site.the(Plans.class);
      PlanId plan = plans.create("Sparse", "GBP", ResellerSite.support());
      site.the(Chargings.class)
          .keep(
              reseller,
              0,
              new Charging(plan, LocalDate.of(2026, 12, 1), "", "", "", "", 0, "", 0, null),
              ResellerSite.support());
      site.the(Licences.class)
          .takeOver(
              customer,
              "Ann",
              List.of(new PartNumber("TEN-SUP-4")),
              LocalDate.of(2026, 11, 22),
              una);
      String why = "The price plan Sparse has no price for Supervisor Contact Centre (TEN-SUP-4)";
      takenAway(customer, una, why);
      for (String each :
          List.of(
              "/reseller/billing",
              "/reseller/billing/estimate",
              "/reseller/billing/estimate.csv",
              address + "/billing",
              address + "/disable",
              address + "/terminate",
              address + "/terminate-on?date=2026-12-24")) {
        assertThat(body(each)).as(each).contains(why);
      }
      for (String each :
          List.of(
              "/reseller",
              "/reseller/customers",
              "/reseller/customers.csv",
              address,
              address + "/users",
              address + "/licences",
              address + "/licences.csv",
              address + "/timeline")) {
        assertThat(site.get(each).statusCode()).as(each).isIn(200, 302);
      }
      confirmed(address + "/disable", Map.of());
      assertThat(body(address + "/re-enable")).contains(why);
      confirmed(address + "/re-enable", Map.of());
      confirmed(address + "/terminate-on", Map.of("date", "2026-12-24", "typedName", "bare  ltd"));
      assertThat(body(address + "/withdraw")).contains(why);
      confirmed(address + "/withdraw", Map.of());
      confirmed(address + "/terminate", Map.of("typedName", " BARE LTD\u00a0"));
      assertThat(body(address)).contains("Terminated");
    } finally {
      site.viewedBy(dana, BILLING);
    }
  }

  /** A licence without a price is offered to be taken away alone, and is taken. */
  private static void takenAway(CustomerId customer, Actor una, String why)
      throws IOException, InterruptedException {
    Licences licences = site.the(Licences.class);
    HolderId ben =
        licences.takeOver(
            customer, "Ben", List.of(new PartNumber("TEN-SUP-4")), LocalDate.of(2026, 11, 22), una);
    String form = "/reseller/customers/" + customer + "/licences/" + ben;
    assertThat(body(form)).contains("value=\"TEN-SUP-4\"");
    Map<String, String> typed = new java.util.HashMap<>();
    typed.put("act", "take");
    typed.put("part", "TEN-SUP-4");
    typed.put("on", "2026-11-22");
    typed.put("mark", String.valueOf(licences.mark(customer)));
    assertThat(site.post(form, typed).body())
        .contains("can’t be calculated now", why, "name=\"confirm\"");
    typed.put("confirm", "yes");
    assertThat(site.post(form, typed).statusCode()).isEqualTo(302);
    assertThat(licences.of(customer, una).require(ben).licences()).isEmpty();
    typed.put("act", "give");
    typed.put("mark", String.valueOf(licences.mark(customer)));
    HttpResponse<String> refused = site.post(form, typed);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains(why);
  }

  /** Confirms what the page shows, with its own hidden fields. */
  private static void confirmed(String address, Map<String, String> typed)
      throws IOException, InterruptedException {
    Map<String, String> form = new java.util.HashMap<>(typed);
    java.util.regex.Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
        .matcher(body(address))
        .results()
        .forEach(field -> form.put(field.group(1), field.group(2)));
    assertThat(site.post(address, form).statusCode()).as(address).isEqualTo(302);
  }

  @Test
  @DisplayName("B5: another reseller’s people find neither invoice nor licences")
  void foreign() throws IOException, InterruptedException {
    String invoice = invoiceAddress();
    Actor dana = site.dana();
    site.viewedBy(ResellerSite.dana(site.reseller("Foreign")), BILLING);
    try {
      for (String address :
          List.of(
              invoice,
              invoice + ".pdf",
              invoice + ".csv",
              invoice + ".json",
              path + "/billing",
              path + "/licences")) {
        assertThat(site.get(address).statusCode()).as(address).isEqualTo(404);
      }
      assertThat(body("/reseller/billing")).contains("No invoices yet");
    } finally {
      site.viewedBy(dana, BILLING);
    }
  }
}
