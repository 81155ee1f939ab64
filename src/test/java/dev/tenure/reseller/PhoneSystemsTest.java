package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PhoneSystemsTest {

  private static final String SECRET = "hush-hush-secret";
  private static ResellerSite site;

  @BeforeAll
  static void open() {
    site = new ResellerSite(0);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Map<String, String> typed(String go) {
    Map<String, String> form = new HashMap<>();
    form.put("go", go);
    form.put("kind", "ASTERISK");
    form.put("name", "pbx.example");
    form.put("host", "192.0.2.7");
    form.put("port", "5039");
    form.put("tls", "yes");
    form.put("user", "tenure");
    form.put("secret", SECRET);
    form.put("rule", "");
    return form;
  }

  private static Source asterisk(CustomerId customer, String name) {
    return site.the(LinkedSources.class)
        .create(
            customer,
            name,
            "queue:sales",
            new Settings(SourceKind.ASTERISK, "192.0.2.7", "", false, "", "tenure", SECRET),
            site.dana());
  }

  private static String kept(String page) {
    return page.replaceFirst("(?s).*name=\"secretKept\" value=\"([^\"]*)\".*", "$1");
  }

  @Test
  @DisplayName("What is wrong names its field, keeps what was typed, and never shows the secret")
  void wrong() throws Exception {
    CustomerId acme = site.customer("Acme Wrong");
    Map<String, String> form = typed("make");
    form.put("port", "seventy");
    HttpResponse<String> page = site.post(Paths.phones(acme), form);
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("Enter a port from 1 to 65535.", "value=\"seventy\"", "value=\"192.0.2.7\"")
        .contains("Kept as you typed it")
        .doesNotContain(SECRET);

    form.put("port", "");
    form.put("secret", "");
    form.put("secretKept", kept(page.body()));
    HttpResponse<String> made = site.post(Paths.phones(acme), form);
    assertThat(made.statusCode()).isEqualTo(302);
    String system = site.follow(made).body();
    assertThat(system)
        .contains("pbx.example was created at", "192.0.2.7:5039 as tenure, over TLS", "Connecting")
        .doesNotContain(SECRET);
    assertThat(site.the(Sources.class).ofCustomer(acme, site.dana())).hasSize(1);
  }

  @Test
  @DisplayName("A secret that was kept for a form is of no use to anybody else")
  void keptForOnePerson() throws Exception {
    CustomerId acme = site.customer("Acme Kept");
    Map<String, String> form = typed("make");
    form.put("port", "seventy");
    String token = kept(site.post(Paths.phones(acme), form).body());
    LinkedSources links = site.the(LinkedSources.class);
    assertThat(links.kept(token, site.dana())).isEqualTo(SECRET);
    assertThat(links.kept(token, ResellerSite.support())).isEmpty();
    assertThat(links.kept("A" + token, site.dana())).isEmpty();
    assertThat(links.kept("nonsense", site.dana())).isEmpty();
  }

  @Test
  @DisplayName("Test connection answers within the page, in words, and makes nothing")
  void test() throws Exception {
    CustomerId acme = site.customer("Acme Tries");
    Map<String, String> form = typed("test");
    form.put("host", "169.254.169.254");
    HttpResponse<String> page = site.post(Paths.phones(acme), form);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("What the test found", "Fails")
        .contains("No phone system could be reached at 169.254.169.254:")
        .contains("value=\"169.254.169.254\"")
        .doesNotContain(SECRET);
    assertThat(site.the(Sources.class).ofCustomer(acme, site.dana())).isEmpty();
  }

  @Test
  @DisplayName("A10: settings that were changed meanwhile are refused, naming who and when")
  void overtaken() throws Exception {
    Source source = asterisk(site.customer("Acme Late"), "Late PBX");
    Map<String, String> form = typed("save");
    form.put("version", "1");
    form.put("name", "Renamed PBX");
    HttpResponse<String> saved = site.post(Paths.of(source.id()), form);
    assertThat(site.follow(saved).body()).contains("Renamed PBX was saved at");
    HttpResponse<String> late = site.post(Paths.of(source.id()), form);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body())
        .contains("was changed meanwhile by " + site.dana().name())
        .doesNotContain(SECRET);
    assertThat(site.get("/reseller/audit").body()).contains("Renamed PBX");
  }

  @Test
  @DisplayName("C8: a second customer is added with its rule, the rule changed, and taken away")
  void rules() throws Exception {
    CustomerId sales = site.customer("Sales Only");
    site.customer("Help Only");
    Source source = asterisk(sales, "Shared PBX");
    String at = Paths.of(source.id()) + "/customers/";
    HttpResponse<String> unknown =
        site.post(at + "add", Map.of("customer", "Nobody", "account", "queue:help"));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body())
        .contains("as it stands in the list", "value=\"Nobody\"", "value=\"queue:help\"");
    HttpResponse<String> noRule =
        site.post(at + "add", Map.of("customer", "help only", "account", "help"));
    assertThat(noRule.body()).contains("write queue:NAME, ext:FROM-TO");
    HttpResponse<String> added =
        site.post(at + "add", Map.of("customer", "help only", "account", "queue:help"));
    assertThat(site.follow(added).body())
        .contains("A customer was added", "<code>queue:help</code>", "Help Only");
    String version = version(source);
    HttpResponse<String> changed =
        site.post(
            at + "replace",
            Map.of("version", version, "rule", "queue:help", "other", "ext:100-199"));
    assertThat(site.follow(changed).body())
        .contains("<code>ext:100-199</code>")
        .doesNotContain("<code>queue:help</code>");
    assertThat(
            site.post(at + "remove", Map.of("version", version, "rule", "ext:100-199"))
                .statusCode())
        .isEqualTo(412);
    HttpResponse<String> removed =
        site.post(at + "remove", Map.of("version", version(source), "rule", "ext:100-199"));
    assertThat(site.follow(removed).body())
        .contains("A rule of Shared PBX was taken away")
        .doesNotContain("Help Only</a>");
    // A call may be in progress under it: it is nobody else's for a day.
    HttpResponse<String> reserved =
        site.post(at + "add", Map.of("customer", "Sales Only", "account", "ext:100-199"));
    assertThat(reserved.body()).contains("had one until less than a day ago");
  }

  private static String version(Source source) {
    return Long.toString(site.the(Sources.class).require(source.id(), site.dana()).version());
  }

  @Test
  @DisplayName("The list finds, filters and sorts, and downloads the same")
  void list() throws Exception {
    CustomerId listed = site.customer("Listed Customer");
    asterisk(listed, "Zebra PBX");
    site.the(Sources.class).create(listed, "Aardvark PBX", site.dana());
    assertThat(site.get(Paths.SYSTEMS + "?q=listed").body())
        .contains("Zebra PBX", "Aardvark PBX", "Listed Customer", "Connecting", "Silent");
    assertThat(site.get(Paths.SYSTEMS + "?q=listed&state=silent").body())
        .contains("Aardvark PBX")
        .doesNotContain("Zebra PBX");
    assertThat(site.get(Paths.SYSTEMS + ".csv?q=listed&sort=name&dir=desc").body())
        .startsWith("\uFEFFPhone system,Reseller,Kind,State")
        .containsSubsequence("Zebra PBX", "Aardvark PBX");
    assertThat(site.get(Paths.SYSTEMS + "?q=xyzzy").body()).contains("No phone system was found");
  }

  @Test
  @DisplayName("Whoever may only look sees how it fares and nothing to press")
  void readers() throws Exception {
    Source source = asterisk(site.customer("Acme Read"), "Read PBX");
    site.viewedBy(site.dana(), Set.of("SEE_CUSTOMERS"));
    try {
      assertThat(site.get(Paths.of(source.id())).body())
          .contains("Read PBX", "192.0.2.7:5038 as tenure, without TLS")
          .doesNotContain("Take away", "name=\"secret\"");
    } finally {
      site.viewedBy(site.dana(), ResellerSite.ALL);
    }
  }

  @Test
  @DisplayName("The wizard tries the connection, and creates an Asterisk with the secret it kept")
  void wizard() throws Exception {
    Map<String, String> form = typed("test");
    form.remove("kind");
    form.put("step", "CONNECTION");
    form.put("sourceKind", "ASTERISK");
    form.put("sourceName", "pbx.new.example");
    form.put("name", "Wizard Ltd");
    form.put("product", "ANALYTICS");
    form.put("country", "GB");
    form.put("zone", "Europe/London");
    form.put("host", "127.0.0.1");
    HttpResponse<String> tried = site.post(Paths.NEW, form);
    assertThat(tried.body())
        .contains("What the test found", "No phone system could be reached at 127.0.0.1:")
        .doesNotContain(SECRET);
    form.put("secret", "");
    form.put("secretKept", kept(tried.body()));
    form.put("host", "");
    form.put("go", "next");
    assertThat(site.post(Paths.NEW, form).body()).contains("host name or address.");
    form.put("host", "pbx.new.example");
    HttpResponse<String> third = site.post(Paths.NEW, form);
    assertThat(third.body()).contains("aria-current=\"step\">First administrator");
    form.put("secretKept", kept(third.body()));
    form.put("step", "ADMINISTRATOR");
    form.put("go", "create");
    form.put("adminName", "Asha");
    form.put("adminEmail", "asha@wizard.example");
    HttpResponse<String> made = site.post(Paths.NEW, form);
    assertThat(made.statusCode()).isEqualTo(302);
    assertThat(site.follow(made).body())
        .contains("Wizard Ltd was created at", "pbx.new.example", "Asterisk (AMI)", "Connecting");
  }
}
