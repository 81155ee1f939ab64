package dev.tenure.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.tenure.collection.CustomerSettings;
import dev.tenure.collection.Sources;
import dev.tenure.collection.Threshold;
import dev.tenure.collection.Threshold.Comparison;
import dev.tenure.collection.Threshold.Figure;
import dev.tenure.collection.Threshold.Tone;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live, Agents and Settings as people use them, with few agents and with 500. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePagesTest {

  private final Somebody dana;
  private final CustomerId customer;
  private final PhoneSystem phones;
  private final BrowserWorld world;

  LivePagesTest(BrowserWorld world) {
    this.world = world;
    dana = world.resellerPerson(world.reseller("Live Pages"), "Dana Live");
    customer = world.customer("Large Contact Centre", "", Duration.ofDays(3), dana);
    phones = phones(customer);
    for (int i = 0; i < 500; i++) {
      phones.agentReady("%04d".formatted(i), "Agent %04d".formatted(i));
    }
    for (int i = 0; i < 40; i++) {
      phones.agentAway("%04d".formatted(i * 9), "Agent %04d".formatted(i * 9), "Training");
    }
    for (int i = 0; i < 24; i++) {
      String queue = i % 2 == 0 ? "Sales" : "Service";
      phones
          .callWaits("large" + i, "020 7946 01%02d".formatted(i), queue)
          .answered("large" + i, queue, "%04d".formatted(i * 7 + 1));
      if (i % 3 == 0) {
        phones.ended("large" + i);
      }
    }
    phones.sendsAndAllIsKept();
  }

  private PhoneSystem phones(CustomerId whose) {
    return new PhoneSystem(
        world, world.the(Sources.class).create(whose, "pbx", dana.actor()).key());
  }

  private Window window() {
    return world.windowOf(world.customerPerson(customer, "Lara Large", dana));
  }

  private static Locator grid(Window window, String name) {
    return window.page().locator("[data-grid=" + name + "]");
  }

  private static Locator rows(Window window, String grid) {
    return grid(window, grid).locator("tbody tr:visible");
  }

  @Test
  @DisplayName("With 500 agents Live and Agents fit, can be read and used by all, without errors")
  void large() {
    try (Window window = window()) {
      Eye eye = new Eye(window);
      eye.at("portal-live-large", "/portal/live")
          .at("portal-live-large-filtered", "/portal/live?agents.only=away&agents.sort=2-desc")
          .at("portal-agents-large", "/portal/agents")
          .at("portal-agents-large-sorted", "/portal/agents?sort=talking&dir=desc&from=50");
      org.assertj.core.api.Assertions.assertThat(eye.complaints()).isEmpty();
      window.open("/portal/agents").sees("1–50 of 500").follow("Next").sees("51–100 of 500");
    }
  }

  @Test
  @DisplayName("The legend of Agents has the colours of the bars")
  void legend() {
    try (Window window = window()) {
      window.open("/portal/agents").sees("1–50 of 500");
      Object pairs =
          window
              .page()
              .evaluate(
                  """
                  () => ["ready", "talk", "away"].map((status) => {
                    const bar = document.querySelector(".dayline path." + status);
                    const entry = document.querySelector(".legend ." + status);
                    return getComputedStyle(bar).fill
                      === getComputedStyle(entry, "::before").backgroundColor;
                  })
                  """);
      org.assertj.core.api.Assertions.assertThat(pairs).isEqualTo(List.of(true, true, true));
    }
  }

  @Test
  @DisplayName("Grids are sorted and searched by keyboard, and the address reproduces the view")
  void keyboard() {
    try (Window window = window()) {
      window.open("/portal/live");
      Page page = window.page();
      assertThat(rows(window, "agents")).hasCount(500);
      Locator find = grid(window, "agents").locator("[data-find]");
      find.focus();
      page.keyboard().type("agent 00");
      assertThat(rows(window, "agents")).hasCount(100);
      assertThat(grid(window, "agents").locator("[data-count]")).hasText("100 / 500");
      grid(window, "agents").locator("[data-sort='0']").focus();
      page.keyboard().press("Enter");
      assertThat(rows(window, "agents").first()).containsText("Agent 0099");
      grid(window, "agents").locator("[data-only=away]").focus();
      page.keyboard().press("Space");
      // Of the twelve in training two are on a call.
      assertThat(rows(window, "agents")).hasCount(10);
      assertThat(page).hasURL(Pattern.compile("agents\\.sort=0-desc&agents\\.only=away"));
      page.reload();
      assertThat(rows(window, "agents")).hasCount(10);
      assertThat(rows(window, "agents").first()).containsText("Agent 0090");
      assertThat(find).hasValue("agent 00");
      find.focus();
      page.keyboard().press("Escape");
      assertThat(rows(window, "agents")).hasCount(37);
      find.fill("nobody at all");
      assertThat(grid(window, "agents").locator("[data-nothing]")).isVisible();
    }
  }

  @Test
  @DisplayName("News change only their rows: what one reads, has focused or typed stays as it is")
  void news() {
    CustomerId small = world.customer("Small Office", "", Duration.ofDays(3), dana);
    PhoneSystem pbx = phones(small);
    pbx.agentReady("1", "Amy").agentReady("2", "Ben").agentAway("2", "Ben", "Lunch");
    pbx.sendsAndAllIsKept();
    try (Window window = world.windowOf(world.customerPerson(small, "Sally Small", dana))) {
      window.open("/portal/live").stays();
      assertThat(rows(window, "agents")).hasCount(2);
      assertThat(grid(window, "calls").locator("[data-none]")).isVisible();
      Locator ben = grid(window, "agents").locator("a:text-is('Ben')");
      ben.focus();
      pbx.callWaits("n1", "020 7946 0777", "Reception").sendsAndAllIsKept();
      assertThat(rows(window, "calls")).containsText(new String[] {"020 7946 0777"});
      assertThat(window.page().locator(".tiles [data-key=waiting]")).containsText("1");
      pbx.answered("n1", "Reception", "2").sendsAndAllIsKept();
      assertThat(rows(window, "agents").nth(1)).containsText("Talking · queue");
      assertThat(rows(window, "queues")).containsText(new String[] {"Reception"});
      assertThat(ben).isFocused();
      pbx.ended("n1").sendsAndAllIsKept();
      assertThat(rows(window, "calls")).hasCount(0);
      assertThat(rows(window, "agents").nth(1)).containsText("Not ready");
      assertThat(rows(window, "agents").nth(1)).containsText("Lunch");
      window.hasStayed();
    }
  }

  @Test
  @DisplayName("A page that stood still isn't taken for one whose stream is silent")
  void silence() {
    try (Window window = window()) {
      Page page = window.page();
      page.addInitScript("window.EventSource = class extends EventTarget { close() {} }");
      page.clock().install();
      window.open("/portal/live");
      page.clock().pauseAt(((Number) page.evaluate("() => Date.now() + 20000")).longValue());
      assertThat(page.locator(".board")).not().hasClass(Pattern.compile("quiet"));
      page.clock().runFor(1_000);
      assertThat(page.locator(".board")).hasClass(Pattern.compile("quiet"));
      assertThat(page.locator("[data-board-age]")).hasText("connection lost, trying again");
    }
  }

  @Test
  @DisplayName("The board of a lost stream is grey and can still be read")
  void lost() {
    CustomerId office = world.customer("Lost Office", "", Duration.ofDays(3), dana);
    phones(office)
        .agentReady("1", "Amy")
        .callWaits("l1", "020 7946 0779", "Reception")
        .sendsAndAllIsKept();
    try (Window window = world.windowOf(world.customerPerson(office, "Lou Lost", dana))) {
      window
          .page()
          .addInitScript(
              """
              window.EventSource = class extends EventTarget {
                constructor() {
                  super();
                  queueMicrotask(() => this.dispatchEvent(new Event("error")));
                }
                close() {}
              }
              """);
      Eye eye = new Eye(window).at("portal-live-lost", "/portal/live");
      assertThat(window.page().locator(".board")).hasClass(Pattern.compile("quiet"));
      org.assertj.core.api.Assertions.assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("A call opens as a journey that has room for its words")
  void journey() {
    CustomerId office = world.customer("Journey Office", "", Duration.ofDays(3), dana);
    phones(office)
        .agentReady("1", "Amy")
        .callWaits("j1", "020 7946 0780", "Reception")
        .answered("j1", "Reception", "1")
        .ended("j1")
        .sendsAndAllIsKept();
    try (Window window = world.windowOf(world.customerPerson(office, "Joe Journey", dana))) {
      window.open("/portal/calls");
      window.page().locator("main tbody a").first().click();
      assertThat(window.page()).hasURL(Pattern.compile("/portal/calls/[0-9a-f-]{36}"));
      Eye eye = new Eye(window).look("portal-call");
      org.assertj.core.api.Assertions.assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("A threshold colours its tile with a word, on pages that are open already")
  void thresholds() {
    CustomerId office = world.customer("Thresholds Office", "", Duration.ofDays(3), dana);
    PhoneSystem pbx = phones(office);
    pbx.callWaits("t1", "020 7946 0778", "Reception").sendsAndAllIsKept();
    Somebody thea = world.customerPerson(office, "Thea Thresholds", dana);
    try (Window window = world.windowOf(thea)) {
      window.open("/portal/live").stays();
      Locator tile = window.page().locator(".tiles [data-key=waiting]");
      assertThat(tile).containsText("1");
      world
          .the(CustomerSettings.class)
          .setThresholds(
              office,
              List.of(
                  new Threshold(Figure.WAITING, Comparison.GE, 1, null, Tone.ALARM, "Pick up!"),
                  new Threshold(Figure.QUEUE_WAITING, Comparison.GE, 1, null, Tone.WATCH, "")),
              0,
              thea.actor());
      assertThat(tile).containsText("Pick up!");
      assertThat(tile).hasClass(Pattern.compile("alarm"));
      assertThat(rows(window, "queues").first()).containsText("Watch");
      window.hasStayed();
    }
  }

  @Test
  @DisplayName("Settings are changed by keyboard, and what is wrong is said where it is")
  void settings() {
    CustomerId office = world.customer("Settings Office", "", Duration.ofDays(3), dana);
    try (Window window = world.windowOf(world.customerPerson(office, "Seth Settings", dana))) {
      window.open("/portal/settings");
      window.fill("Service level", "0");
      window.page().keyboard().press("Enter");
      window.sees("Enter a whole number from 1 to 3,600.");
      assertThat(window.page().locator("#serviceLevel")).isFocused();
      window.fill("Service level", "30").press("Save").sees("Saved at");
      window.open("/portal/live");
      window.open("/portal/settings/thresholds").press("Add a threshold");
      window.page().locator("#figure-3").selectOption("WAITING");
      window.page().locator("#comparison-3").selectOption("BETWEEN");
      window.page().locator("#bound-3").fill("2");
      window.page().locator("#upper-3").fill("4");
      window.press("Save").sees("Saved at");
      assertThat(window.page().locator("#upper-3")).hasValue("4");
    }
  }
}
