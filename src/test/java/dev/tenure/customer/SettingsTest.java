package dev.tenure.customer;

import static dev.tenure.customer.PortalWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.CustomerSettings;
import dev.tenure.collection.Measures;
import dev.tenure.collection.Threshold;
import dev.tenure.collection.Threshold.Comparison;
import dev.tenure.collection.Threshold.Figure;
import dev.tenure.collection.Threshold.Tone;
import dev.tenure.identity.Permission;
import dev.tenure.platform.CustomerId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final String MEASURES = "/portal/settings";
  private static final String THRESHOLDS = "/portal/settings/thresholds";

  private static PortalWorld world;
  private static int people;

  @BeforeAll
  static void start() {
    world = PortalWorld.frozen();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void backToTheStart() {
    world.goTo(START);
  }

  private static Browser browser(CustomerId customer) {
    String email = "setter" + ++people + "@example.com";
    world.administrator(customer, email);
    return world.signedIn(email);
  }

  private static Map<String, String> measures(String version) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("version", version);
    form.put("serviceLevel", "1:30");
    form.put("shortAbandon", "10");
    form.put("wrapUp", "25");
    form.put("dayStart", "06:00");
    form.put("internalDigits", "4");
    form.put("prefixes", "020 7946, +44207946");
    return form;
  }

  private static CustomerSettings.Present present(CustomerId customer) {
    return world.the(CustomerSettings.class).of(customer);
  }

  private static HttpResponse<String> follow(Browser browser, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    return browser.get(answer.headers().firstValue("Location").orElseThrow());
  }

  @Test
  @DisplayName("F1: measures are saved with their version, told at once, and written in the trail")
  void save() {
    CustomerId acme = world.customer("Saves");
    try (Browser browser = browser(acme)) {
      assertThat(browser.get(MEASURES).body())
          .contains("nobody has changed them yet", "What does it mean?", "Short abandon");
      var saved = follow(browser, browser.submit(MEASURES, MEASURES, measures("0")));
      assertThat(saved.body()).contains("Saved at 09:00", "06:00", "Priya Nair");
      assertThat(present(acme).measures())
          .isEqualTo(
              new Measures(
                  Duration.ofSeconds(90),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(25),
                  LocalTime.of(6, 0),
                  4,
                  List.of("0207946", "+44207946")));
      assertThat(present(acme).version()).isEqualTo(1);
      assertThat(browser.get("/portal/audit").body())
          .contains("Change of measures", "service level 20 s", "service level 90 s");
      var same = follow(browser, browser.submit(MEASURES, MEASURES, measures("1")));
      assertThat(same.body()).contains("Nothing was changed");
      assertThat(present(acme).version()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("Bad input is refused beside each of its fields, and nothing that was typed is lost")
  void badInput() {
    CustomerId acme = world.customer("Bad input");
    try (Browser browser = browser(acme)) {
      Map<String, String> form = measures("0");
      form.put("serviceLevel", "0");
      form.put("wrapUp", "a while");
      form.put("dayStart", "25:00");
      form.put("internalDigits", "-1");
      form.put("prefixes", "020, <b>x</b>");
      var answer = browser.submit(MEASURES, MEASURES, form);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body())
          .contains("id=\"serviceLevel-problem\"", "id=\"wrapUp-problem\"")
          .contains("id=\"dayStart-problem\"", "id=\"internalDigits-problem\"")
          .contains("id=\"prefixes-problem\"", "value=\"a while\"", "value=\"25:00\"")
          .contains("&lt;b", "value=\"10\"", "Enter a whole number from 1 to 3,600")
          .doesNotContain("<b>x");
      assertThat(present(acme).version()).isZero();
    }
  }

  @Test
  @DisplayName("C13: queues have their own wrap-up, one a line; an invalid line is named")
  void queueWrapUps() {
    CustomerId acme = world.customer("Queue wrap-ups");
    try (Browser browser = browser(acme)) {
      Map<String, String> form = measures("0");
      form.put("queueWrapUps", "Sales = 30\r\n\r\nA = B=1:30");
      assertThat(follow(browser, browser.submit(MEASURES, MEASURES, form)).body())
          .contains("A = B = 90\nSales = 30");
      assertThat(present(acme).measures().queueWrapUps())
          .isEqualTo(Map.of("Sales", Duration.ofSeconds(30), "A = B", Duration.ofSeconds(90)));
      assertThat(present(acme).measures().wrapUps().after("Help"))
          .isEqualTo(Duration.ofSeconds(25));
      Map<String, String> without = measures("1");
      without.put("wrapUp", "26");
      follow(browser, browser.submit(MEASURES, MEASURES, without));
      assertThat(present(acme).measures().queueWrapUps()).as("not in that form").hasSize(2);
      for (String wrong : List.of("Sales", "= 4", "Sales = 3601", "Sales = 1:75", "x = 1\nx = 2")) {
        Map<String, String> bad = measures("2");
        bad.put("queueWrapUps", wrong);
        var answer = browser.submit(MEASURES, MEASURES, bad);
        assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"queueWrapUps-problem\"");
      }
      assertThat(present(acme).version()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("A10: who comes too late sees the difference, changes nothing, and may save again")
  void tooLate() {
    CustomerId acme = world.customer("Too late");
    try (Browser one = browser(acme);
        Browser other = browser(acme)) {
      one.submit(MEASURES, MEASURES, measures("0"));
      Map<String, String> form = measures("0");
      form.put("wrapUp", "40");
      var answer = other.submit(MEASURES, MEASURES, form);
      assertThat(answer.statusCode()).isEqualTo(412);
      assertThat(answer.body())
          .contains("Priya Nair changed the settings meanwhile", "value=\"40\"", ">25<", ">40<")
          .contains("name=\"version\" value=\"1\"");
      assertThat(present(acme).measures().wrapUp()).isEqualTo(Duration.ofSeconds(25));
      form.put("version", "1");
      assertThat(follow(other, other.submit(MEASURES, MEASURES, form)).body()).contains("Saved at");
      assertThat(present(acme).measures().wrapUp()).isEqualTo(Duration.ofSeconds(40));
      assertThat(other.get("/portal/audit").body()).contains("settings-changed");
    }
  }

  private static Map<String, String> thresholds(String version) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("version", version);
    form.put("rows", "3");
    row(form, 0, "WAITING", "BETWEEN", "3", "5", "WATCH", "");
    row(form, 1, "LONGEST_WAIT", "GT", "2:00", "", "ALARM", "Too long");
    row(form, 2, "", "GT", "nonsense", "", "WATCH", "");
    return form;
  }

  private static void row(
      Map<String, String> form,
      int row,
      String figure,
      String comparison,
      String bound,
      String upper,
      String tone,
      String word) {
    form.put("figure-" + row, figure);
    form.put("comparison-" + row, comparison);
    form.put("bound-" + row, bound);
    form.put("upper-" + row, upper);
    form.put("tone-" + row, tone);
    form.put("word-" + row, word);
  }

  @Test
  @DisplayName("Several thresholds of a figure are saved in their order; a row without one is none")
  void saveThresholds() {
    CustomerId acme = world.customer("Thresholds");
    try (Browser browser = browser(acme)) {
      assertThat(browser.get(THRESHOLDS).body()).contains("value=\"180\"", "Service level (%)");
      var saved = follow(browser, browser.submit(THRESHOLDS, THRESHOLDS, thresholds("0")));
      assertThat(saved.body()).contains("Saved at", "value=\"Too long\"", "value=\"120\"");
      assertThat(present(acme).thresholds())
          .containsExactly(
              new Threshold(Figure.WAITING, Comparison.BETWEEN, 3, 5, Tone.WATCH, ""),
              new Threshold(Figure.LONGEST_WAIT, Comparison.GT, 120, null, Tone.ALARM, "Too long"));
      assertThat(browser.get("/portal/audit").body())
          .contains("Change of thresholds", "WAITING BETWEEN 3–5: WATCH");
      Map<String, String> none = Map.of("version", "1", "rows", "0");
      follow(browser, browser.submit(THRESHOLDS, THRESHOLDS, none));
      assertThat(present(acme).thresholds()).isEmpty();
    }
  }

  @Test
  @DisplayName("Rows are added and removed without saving, and wrong ones say what is wrong")
  void editThresholds() {
    CustomerId acme = world.customer("Rows");
    try (Browser browser = browser(acme)) {
      Map<String, String> adding = thresholds("0");
      adding.put("add", "yes");
      assertThat(browser.submit(THRESHOLDS, THRESHOLDS, adding).body())
          .contains("figure-3", "value=\"Too long\"", "value=\"nonsense\"");
      Map<String, String> removing = thresholds("0");
      removing.put("remove", "0");
      assertThat(browser.submit(THRESHOLDS, THRESHOLDS, removing).body())
          .contains("figure-1", "id=\"word-0\" name=\"word-0\" value=\"Too long\"")
          .doesNotContain("figure-2");
      Map<String, String> wrong = thresholds("0");
      wrong.put("upper-0", "2");
      wrong.put("bound-1", "soon");
      wrong.put("word-1", "a word that is much too long for a tile");
      var answer = browser.submit(THRESHOLDS, THRESHOLDS, wrong);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body())
          .contains("id=\"upper-0-problem\"", "id=\"bound-1-problem\"", "id=\"word-1-problem\"")
          .contains("value=\"soon\"");
      assertThat(present(acme).version()).isZero();
    }
  }

  @Test
  @DisplayName("Without the settings permission there are no settings, and no way to them")
  void permission() {
    CustomerId acme = world.customer("Permission");
    String viewer = "viewer" + ++people + "@example.com";
    world.person(acme, viewer, Set.of(Permission.WEBSITE_USER));
    String setter = "onlysetter" + ++people + "@example.com";
    world.person(acme, setter, Set.of(Permission.SETTINGS));
    try (Browser looking = world.signedIn(viewer);
        Browser setting = world.signedIn(setter)) {
      assertThat(looking.get(MEASURES).statusCode()).isEqualTo(403);
      assertThat(looking.submit("/portal/live", THRESHOLDS, thresholds("0")).statusCode())
          .isEqualTo(403);
      assertThat(looking.get("/portal/live").body()).doesNotContain("href=\"/portal/settings\"");
      assertThat(setting.get(MEASURES).statusCode()).isEqualTo(200);
      assertThat(setting.get("/portal").headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith(MEASURES));
      assertThat(setting.get("/portal/live").statusCode()).isEqualTo(403);
    }
  }
}
