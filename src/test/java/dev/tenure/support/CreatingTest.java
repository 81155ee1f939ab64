package dev.tenure.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Price;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.FormKey;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A23 and G: what Support creates is created once, and what costs money is shown first. */
class CreatingTest {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private static SupportSite site;
  private static int tests;
  private static PlanId plan;

  private ResellerId north = new ResellerId(new java.util.UUID(0, 0));
  private String path = "";

  @BeforeAll
  static void open() {
    site = new SupportSite();
    Plans plans = site.the(Plans.class);
    plan = plans.create("Standard", "GBP", SupportSite.support());
    plans.price(
        plan,
        1,
        List.of(Price.flat(new PartNumber("TEN-ESS"), LocalDate.of(2026, 1, 1), 3000)),
        SupportSite.support());
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @BeforeEach
  void begin() {
    site.startOver();
    north = site.reseller("Pole " + ++tests);
    path = "/support/resellers/" + north;
    Charging charging =
        new Charging(
            plan, LocalDate.of(2026, 12, 1), "", "", "", "Partner", 1000, "VAT", 2000, null);
    site.the(Chargings.class).keep(north, 0, charging, SupportSite.support());
    CustomerId acme = site.customer(north, "Acme");
    site.the(Licences.class)
        .takeOver(
            acme,
            "Ann",
            List.of(new PartNumber("TEN-ESS")),
            LocalDate.of(2026, 12, 1),
            SupportSite.dana(north));
  }

  private static String key() {
    return FormKey.fresh(site.the(PlatformClock.class).now()).text();
  }

  private static Map<String, String> form(String... pairs) {
    Map<String, String> form = new HashMap<>();
    form.put(FormKey.FIELD, key());
    for (int i = 0; i < pairs.length; i += 2) {
      form.put(pairs[i], pairs[i + 1]);
    }
    return form;
  }

  private static Map<String, String> adHoc() {
    return form("kind", "debit", "amount", "12.50", "text", "Moving", "reason", "They asked");
  }

  /** What the page's form would send. */
  private static Map<String, String> hidden(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    Map<String, String> fields = new HashMap<>();
    Matcher field = HIDDEN.matcher(page.body());
    while (field.find()) {
      fields.put(field.group(1), field.group(2).replace("&#39;", "'").replace("&amp;", "&"));
    }
    return fields;
  }

  private static int rows(String table) {
    return site.database.jdbc().sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }

  private static String leads(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** Sends the form twice: one row, one address. */
  private static String twice(String path, Map<String, String> form, String table)
      throws Exception {
    int before = rows(table);
    String first = leads(site.postAsItIs(path, form));
    assertThat(leads(site.postAsItIs(path, form))).isEqualTo(first);
    assertThat(rows(table)).as(table).isEqualTo(before + 1);
    return first;
  }

  @Test
  @DisplayName("A23: each of Support's forms that create makes one, however often it is sent")
  void eachOnce() throws Exception {
    twice("/support/billing/plans", form("name", "Once", "currency", "GBP"), "price_plan");
    twice(
        "/support/billing/parts",
        form("number", "TEN-NEW", "name", "New", "role", "User", "ladder", "", "rank", "0"),
        "billing_part");
    twice("/support/billing/runs", form("period", "2026-11", "dry", "on"), "billing_run");
    Map<String, String> reseller =
        form("name", "Twice Lines", "country", "DE", "zone", "Europe/Berlin", "currency", "EUR");
    reseller.putAll(
        Map.of(
            "contactName", "Eva",
            "contactEmail", "eva@example.com",
            "contactPhone", "",
            "trialDaysMax", "14",
            "personName", "Eva Ost",
            "personEmail", "eva@twice.example"));
    int people = rows("person");
    twice("/support/resellers/new", reseller, "reseller");
    assertThat(rows("person")).isEqualTo(people + 1);
  }

  @Test
  @DisplayName("A23, D8: an ad hoc invoice is shown with tax and total, then issued once")
  void adHocOnce() throws Exception {
    Map<String, String> typed = adHoc();
    int before = rows("invoice");
    HttpResponse<String> asked = site.postAsItIs(path + "/charge", typed);
    assertThat(asked.body())
        .contains("charges money", "12.50 GBP", "VAT 20 %", "2.50 GBP", "15.00 GBP", "They asked");
    Map<String, String> confirmed = hidden(asked);
    assertThat(confirmed).containsAllEntriesOf(typed).containsKey("confirmed");
    assertThat(rows("invoice")).as("nothing is issued yet").isEqualTo(before);

    String invoice = twice(path + "/charge", confirmed, "invoice");
    assertThat(site.get(invoice).body()).contains("15.00 GBP", "Moving");

    // Gone back to the first page, and sent again: it leads to what there is.
    assertThat(leads(site.postAsItIs(path + "/charge", typed))).isEqualTo(invoice);
    // Gone back and changed: nothing is created by the key that was used.
    Map<String, String> changed = new HashMap<>(typed);
    changed.put("amount", "13.00");
    HttpResponse<String> used = site.postAsItIs(path + "/charge", changed);
    assertThat(used.statusCode()).isEqualTo(409);
    assertThat(used.body()).contains("was sent before", "value=\"13.00\"");
    assertThat(rows("invoice")).isEqualTo(before + 1);
    assertThat(used.body()).doesNotContain(typed.get(FormKey.FIELD));
  }

  @Test
  @DisplayName("A23: of many sent at the same time one creates, and all get the same answer")
  void atOnce() throws Exception {
    Map<String, String> confirmed = hidden(site.postAsItIs(path + "/charge", adHoc()));
    int before = rows("invoice");
    List<Callable<String>> senders = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      senders.add(() -> leads(site.postAsItIs(path + "/charge", confirmed)));
    }
    try (var threads = Executors.newFixedThreadPool(senders.size())) {
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : threads.invokeAll(senders)) {
        answers.add(answer.get());
      }
      assertThat(answers).hasSize(6).containsOnly(answers.getFirst());
    }
    assertThat(rows("invoice")).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("A23: a refused form keeps its key, and a form without a good key comes back filled")
  void keys() throws Exception {
    Map<String, String> wrong = adHoc();
    wrong.put("amount", "much");
    HttpResponse<String> refused = site.postAsItIs(path + "/charge", wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains(wrong.get(FormKey.FIELD), "value=\"much\"");

    for (String bad : List.of("", "garbage", wrong.get(FormKey.FIELD) + "A")) {
      Map<String, String> keyless = adHoc();
      keyless.put(FormKey.FIELD, bad);
      HttpResponse<String> back = site.postAsItIs(path + "/charge", keyless);
      assertThat(back.statusCode()).as(bad).isEqualTo(422);
      assertThat(back.body())
          .contains("one-time key", "value=\"12.50\"", "value=\"They asked\"")
          .contains("name=\"formKey\" value=\"");
    }
    site.database.moveClock(SupportSite.START.plus(java.time.Duration.ofDays(8)));
    HttpResponse<String> old = site.postAsItIs(path + "/charge", wrong);
    assertThat(old.statusCode()).isEqualTo(422);
    assertThat(old.body()).contains("opened more than 7 days ago", "value=\"much\"");
  }

  @Test
  @DisplayName("G: changed figures are shown again, and Change something brings the form back")
  void changedMeanwhile() throws Exception {
    Map<String, String> confirmed = hidden(site.postAsItIs(path + "/charge", adHoc()));
    Charging other =
        new Charging(plan, LocalDate.of(2026, 12, 1), "", "", "", "", 0, "VAT", 1900, null);
    site.the(Chargings.class).keep(north, 1, other, SupportSite.support());
    HttpResponse<String> again = site.postAsItIs(path + "/charge", confirmed);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body())
        .contains("figures changed in the meantime", "VAT 19 %", "2.38 GBP", "14.88 GBP");
    Map<String, String> edit = hidden(again);
    edit.put("go", "edit");
    assertThat(site.postAsItIs(path + "/charge", edit).body())
        .contains("id=\"amount\" name=\"amount\" type=\"text\" value=\"12.50\"");
  }

  @Test
  @DisplayName("G, D9: a run that issues is confirmed with the resellers and amounts it invoices")
  void runOnce() throws Exception {
    site.database.moveClock(java.time.Instant.parse("2026-12-01T08:00:00Z"));
    int before = rows("billing_run");
    HttpResponse<String> asked = site.post("/support/billing/runs", Map.of("period", "2026-12"));
    // 30.00 less 10 %, plus 20 %.
    assertThat(asked.body())
        .contains("Pole " + tests, "December 2026", "30.00 GBP", "-3.00 GBP", "5.40 GBP")
        .contains("32.40 GBP", "Total, with discount and tax");
    assertThat(rows("billing_run")).as("nothing is begun yet").isEqualTo(before);
    twice("/support/billing/runs", hidden(asked), "billing_run");
    HttpResponse<String> early = site.post("/support/billing/runs", Map.of("period", "2027-01"));
    assertThat(early.statusCode()).isEqualTo(422);
    site.database.jdbc().sql("DELETE FROM billing_run").update();
  }

  @Test
  @DisplayName("G: a price is confirmed with the next invoice of each reseller before and after")
  void priceShown() throws Exception {
    String version = String.valueOf(site.the(Plans.class).require(plan).version());
    Map<String, String> typed =
        form("version", version, "part", "TEN-ESS", "from", "2026-12-01", "price", "40.00");
    typed.put("credit", "NONE");
    typed.put("minimum", "0");
    String address = "/support/billing/plans/" + plan;
    HttpResponse<String> asked = site.postAsItIs(address, typed);
    assertThat(asked.body())
        .contains("Pole " + tests, "30.00 GBP → 40.00 GBP", "32.40 GBP", "43.20 GBP");
    assertThat(site.the(Plans.class).require(plan).version()).isEqualTo(Long.parseLong(version));
    twice(address, hidden(asked), "plan_price");
    assertThat(site.the(Plans.class).require(plan).version())
        .isEqualTo(Long.parseLong(version) + 1);
    // Back to what the other tests expect.
    site.the(Plans.class)
        .price(
            plan,
            Long.parseLong(version) + 1,
            List.of(
                new Price(
                    new PartNumber("TEN-ESS"),
                    LocalDate.of(2026, 12, 1),
                    CreditRule.NONE,
                    0,
                    List.of(new Price.Tier(1, 3000)))),
            SupportSite.support());
  }

  @Test
  @DisplayName(
      "G: discount and tax are confirmed with what the next invoice becomes; an address isn't")
  void termsShown() throws Exception {
    Map<String, String> typed =
        form("version", "1", "plan", plan.toString(), "from", "2026-12-01", "taxName", "VAT");
    typed.putAll(
        Map.of(
            "tax", "20",
            "discountName", "Partner",
            "discount", "50",
            "code", "",
            "taxNumber", "",
            "foundPart", "",
            "address", ""));
    HttpResponse<String> asked = site.postAsItIs(path + "/billing", typed);
    assertThat(asked.body())
        .contains("10 % → 50 %", "32.40 GBP", "18.00 GBP", "-15.00 GBP")
        .doesNotContain("20 % →");
    String first = leads(site.postAsItIs(path + "/billing", hidden(asked)));
    assertThat(first).isEqualTo(path);
    Chargings.Kept kept = site.the(Chargings.class).find(north).orElseThrow();
    assertThat(kept.charging().discount()).isEqualTo(5000);

    typed.put("version", String.valueOf(kept.version()));
    typed.put(FormKey.FIELD, key());
    typed.put("address", "1 Wharf Road");
    assertThat(leads(site.postAsItIs(path + "/billing", typed))).isEqualTo(path);
  }

  @Test
  @DisplayName("D3: an ad hoc invoice's CSV and JSON have its lines and add up to page and PDF")
  void adHocFiles() throws Exception {
    Map<String, String> confirmed = hidden(site.postAsItIs(path + "/charge", adHoc()));
    String invoice = leads(site.postAsItIs(path + "/charge", confirmed));
    assertThat(site.get(invoice).body()).contains("15.00 GBP");
    List<String> csv = site.get(invoice + ".csv").body().lines().toList();
    assertThat(csv).hasSize(3);
    assertThat(csv.get(1)).contains(",adjustment,Moving,,,,GBP,15.00");
    assertThat(csv.get(2)).contains(",tax,VAT,20,,,GBP,15.00");
    BigDecimal sum = new BigDecimal("0");
    for (String row : csv.subList(1, 3)) {
      sum = sum.add(new BigDecimal(row.split(",", -1)[2]));
    }
    assertThat(sum).isEqualByComparingTo("15.00");
    assertThat(site.get(invoice + ".json").body())
        .contains("\"total\":15.00", "\"text\":\"Moving\"", "\"operator\":\"add-percent\"");
    byte[] pdf =
        java.net.http.HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(site.root() + invoice + ".pdf"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
    try (var read = org.apache.pdfbox.Loader.loadPDF(pdf)) {
      assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(read))
          .contains("Moving", "VAT 20 %", "15.00 GBP");
    }
  }
}
