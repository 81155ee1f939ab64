package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.FormKey;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NewCustomerTest {

  private static ResellerSite site;

  @BeforeAll
  static void open() {
    site = new ResellerSite(0);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Map<String, String> typed(String name) {
    Map<String, String> form = new HashMap<>();
    form.put("step", "ADMINISTRATOR");
    form.put("go", "create");
    form.put("name", name);
    form.put("product", "ANALYTICS");
    form.put("country", "NP");
    form.put("zone", "");
    form.put("notes", "a \"quoted\" note");
    form.put("sourceKind", "HTTP");
    form.put("sourceName", "pbx-1");
    form.put("adminName", "Asha");
    form.put(
        "adminEmail", name.replace(" ", "").toLowerCase(java.util.Locale.ROOT) + "@example.com");
    return form;
  }

  @Test
  @DisplayName("The first step proposes the reseller's country and the longest trial")
  void begin() throws Exception {
    assertThat(site.get(Paths.NEW).body())
        .contains("<option value=\"GB\" data-zone=\"Europe/London\" selected>")
        .contains("value=\"2026-12-22\"");
  }

  @Test
  @DisplayName("What was typed travels forward and back without a session")
  void carried() throws Exception {
    Map<String, String> form = typed("Carried");
    form.put("step", "DETAILS");
    form.put("go", "next");
    assertThat(site.post(Paths.NEW, form).body())
        .contains("Events over HTTP", "type=\"hidden\" name=\"name\" value=\"Carried\"")
        .contains("value=\"a &#34;quoted&#34; note\"");
    form.put("step", "CONNECTION");
    form.put("go", "back");
    assertThat(site.post(Paths.NEW, form).body())
        .contains("id=\"name\" name=\"name\" type=\"text\" value=\"Carried\"")
        .contains("type=\"hidden\" name=\"sourceName\" value=\"pbx-1\"");
  }

  @Test
  @DisplayName("A field that is wrong brings its own step back, with everything typed")
  void wrongEarlier() throws Exception {
    Map<String, String> form = typed("Wrong");
    form.put("name", " ");
    HttpResponse<String> page = site.post(Paths.NEW, form);
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("Enter the customer’s name.", "aria-current=\"step\">Details")
        .contains("name=\"adminName\" value=\"Asha\"");
    form.put("name", "Wrong");
    form.put("adminEmail", "nowhere");
    assertThat(site.post(Paths.NEW, form).body())
        .contains("id=\"adminEmail-problem\"", "aria-current=\"step\">First administrator");
    assertThat(site.get(Paths.CUSTOMERS).body()).doesNotContain("Edit Wrong");
  }

  @Test
  @DisplayName("D13: the proposed trial is the longest in the customer's zone, whichever it is")
  void trialInItsZone() throws Exception {
    Map<String, String> form = typed("Far West");
    form.put("zone", "Pacific/Pago_Pago");
    form.put("trial", "on");
    form.put("trialUntil", "2026-12-22");
    form.put("trialProposed", "2026-12-22");
    assertThat(created(form)).isEqualTo("2026-12-22");
    form = typed("Far East");
    form.put("zone", "Pacific/Kiritimati");
    form.put("trial", "on");
    form.put("trialUntil", "2026-12-22");
    form.put("trialProposed", "2026-12-22");
    assertThat(created(form)).isEqualTo("2026-12-23");
    form = typed("Too Long");
    form.put("zone", "Pacific/Pago_Pago");
    form.put("trial", "on");
    form.put("trialUntil", "2026-12-23");
    HttpResponse<String> refused = site.post(Paths.NEW, form);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("2026-12-22", "in Pacific/Pago_Pago");
  }

  private static String created(Map<String, String> form) throws Exception {
    HttpResponse<String> made = site.post(Paths.NEW, form);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
    String address = made.headers().firstValue("Location").orElseThrow();
    String page = site.get(address.substring(0, address.indexOf("/phone-systems"))).body();
    return page.replaceAll("(?s).*name=\"trialUntil\" type=\"date\" value=\"([^\"]*)\".*", "$1");
  }

  @Test
  @DisplayName("Bounds: a name with invisible characters is refused at its field, and shown marked")
  void invisible() throws Exception {
    for (String wrong :
        new String[] {
          "Ac\u202eme", "Ac\u200bme", "Ac\u0000me", "Ac\nme", "Ac\ufffdme", "\u00a0\u3000", "\u3164"
        }) {
      Map<String, String> form = typed("x");
      form.put("name", wrong);
      HttpResponse<String> refused = site.post(Paths.NEW, form);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      assertThat(refused.body()).contains("id=\"name-problem\"").doesNotContain("\u202e");
    }
    Map<String, String> form = typed("نمی‌خواهم");
    form.put("adminEmail", "persian@example.com");
    form.put("notes", "one\r\ntwo");
    assertThat(site.post(Paths.NEW, form).statusCode()).isEqualTo(302);
    form.put("notes", "one\u0000two");
    assertThat(site.post(Paths.NEW, form).body()).contains("The field “notes” has a control");
  }

  @Test
  @DisplayName("Creating leads to the phone system's page, which shows the key once")
  void create() throws Exception {
    HttpResponse<String> made = site.post(Paths.NEW, typed("Kathmandu Tea"));
    assertThat(made.statusCode()).isEqualTo(302);
    String address = made.headers().firstValue("Location").orElseThrow();
    String first = site.get(address).body();
    assertThat(first)
        .contains("Kathmandu Tea was created at", "Silent")
        .contains("It is shown only now", "class=\"secret\"");
    assertThat(site.get(address).body()).doesNotContain("class=\"secret\"");
    String customer = address.substring(0, address.indexOf("/phone-systems"));
    assertThat(site.get(customer + "/users").body())
        .contains("Asha", "Invited", "href=\"" + customer + "/users.csv\"");
    assertThat(site.get(customer + "/users.csv").body())
        .startsWith("\uFEFFName,E-mail,State,Last sign-in\r\nAsha")
        .contains(",Invited,");
    assertThat(site.get(customer).body()).contains("value=\"Asia/Kathmandu\" selected");
  }

  @Test
  @DisplayName("A new key is shown once, and an overtaken roll is refused")
  void rollKey() throws Exception {
    HttpResponse<String> made = site.post(Paths.NEW, typed("Rolling"));
    String address = made.headers().firstValue("Location").orElseThrow().replace("?done=1", "");
    String tab = site.get(address).body();
    String system = tab.replaceFirst("(?s).*href=\"(/reseller/phone-systems/[^\"]+)\".*", "$1");
    String roll = system + "/key";
    assertThat(site.get(system).body()).contains("action=\"" + roll + "\"");
    HttpResponse<String> rolled = site.post(roll, Map.of("version", "1"));
    assertThat(site.get(rolled.headers().firstValue("Location").orElseThrow()).body())
        .contains("class=\"secret\"");
    HttpResponse<String> late = site.post(roll, Map.of("version", "1"));
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body()).contains("was changed meanwhile by Dana");
  }

  private static Map<String, String> keyed(Map<String, String> typed) {
    Map<String, String> form = new HashMap<>(typed);
    form.put(FormKey.FIELD, FormKey.fresh(site.the(PlatformClock.class).now()).text());
    return form;
  }

  private static int rows(String table) {
    return site.database.jdbc().sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }

  /** Sends the form twice: one row more, one address. */
  private static String twice(String path, Map<String, String> typed, String table)
      throws Exception {
    Map<String, String> form = keyed(typed);
    int before = rows(table);
    HttpResponse<String> first = site.postAsItIs(path, form);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(302);
    HttpResponse<String> second = site.postAsItIs(path, form);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(302);
    String address = first.headers().firstValue("Location").orElseThrow();
    assertThat(second.headers().firstValue("Location")).contains(address);
    assertThat(rows(table)).as(table).isEqualTo(before + 1);
    return address;
  }

  @Test
  @DisplayName("A23: the last step sent twice makes one customer, and its key is still shown")
  void createTwice() throws Exception {
    String address = twice(Paths.NEW, typed("Once Only"), "customer");
    assertThat(site.get(address).body())
        .as("the answer to the first may never have arrived")
        .contains("Once Only was created at", "class=\"secret\"");
    assertThat(site.get(address).body()).doesNotContain("class=\"secret\"");
    Map<String, String> step = keyed(typed("Stepping"));
    step.put("step", "CONNECTION");
    step.put("go", "next");
    assertThat(site.postAsItIs(Paths.NEW, step).body())
        .as("the key goes through all steps")
        .contains("name=\"formKey\" value=\"" + step.get(FormKey.FIELD) + "\"");
  }

  @Test
  @DisplayName("A23: a phone system, its share, its key and a link are made once by one form")
  void phoneSystemsTwice() throws Exception {
    var acme = site.customer("Twice Acme");
    String phones = Paths.phones(acme);
    Map<String, String> system = Map.of("go", "make", "kind", "HTTP", "name", "twice.pbx");
    String tab = site.get(twice(phones, system, "source")).body();
    assertThat(tab).contains("class=\"secret\"");
    String address = tab.replaceFirst("(?s).*href=\"(/reseller/phone-systems/[^\"]+)\".*", "$1");
    String secret = tab.replaceFirst("(?s).*class=\"secret\"[^>]*>([^<]+)<.*", "$1");
    Map<String, String> roll = keyed(Map.of("version", "1"));
    String rolled =
        site.get(
                site.postAsItIs(address + "/key", roll)
                    .headers()
                    .firstValue("Location")
                    .orElseThrow())
            .body()
            .replaceFirst("(?s).*class=\"secret\"[^>]*>([^<]+)<.*", "$1");
    HttpResponse<String> again = site.postAsItIs(address + "/key", roll);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(302);
    assertThat(site.follow(again).body()).contains(rolled).doesNotContain(secret);

    site.customer("Twice Beta");
    Map<String, String> share = Map.of("customer", "Twice Beta", "account", "beta-1");
    twice(address + "/customers/add", share, "source_customer");
    twice(
        Paths.of(acme) + "/users/new", Map.of("name", "Una", "email", "una@x.example"), "form_key");
    assertThat(site.get(Paths.of(acme) + "/users").body()).containsOnlyOnce("una@x.example");
  }

  @Test
  @DisplayName("A23: any form without a key is shown again as filled")
  void keyless() throws Exception {
    var acme = site.customer("Keyless");
    int before = rows("customer");
    HttpResponse<String> wizard = site.postAsItIs(Paths.NEW, typed("No Key"));
    assertThat(wizard.statusCode()).isEqualTo(422);
    assertThat(wizard.body())
        .contains("one-time key", "aria-current=\"step\">First administrator", "value=\"Asha\"")
        .contains("name=\"name\" value=\"No Key\"");
    assertThat(rows("customer")).isEqualTo(before);
    HttpResponse<String> system =
        site.postAsItIs(
            Paths.phones(acme), Map.of("go", "make", "kind", "HTTP", "name", "keyless.pbx"));
    assertThat(system.statusCode()).isEqualTo(422);
    assertThat(system.body()).contains("one-time key", "value=\"keyless.pbx\"");
    HttpResponse<String> user =
        site.postAsItIs(
            Paths.of(acme) + "/users/new", Map.of("name", "Una", "email", "u@x.example"));
    assertThat(user.statusCode()).isEqualTo(422);
    assertThat(user.body()).contains("one-time key", "value=\"u@x.example\"");
  }
}
