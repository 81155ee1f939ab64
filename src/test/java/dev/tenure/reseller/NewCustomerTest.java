package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

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
        .startsWith("Name,E-mail,State,Last sign-in\r\nAsha")
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
}
