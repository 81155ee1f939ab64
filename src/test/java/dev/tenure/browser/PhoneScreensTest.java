package dev.tenure.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of phone systems, looked at as {@link ScreensTest} looks at the others. */
@ExtendWith(SharedWorld.class)
class PhoneScreensTest {

  @Test
  @DisplayName("Phone systems: none, two hundred, and each one's page, for resellers and Support")
  void phoneSystems(BrowserWorld world) {
    Somebody nobody = world.resellerPerson(world.reseller("No Phones Yet"), "Nora");
    try (Window window = world.windowOf(nobody)) {
      Eye eye = new Eye(window);
      eye.at("reseller-systems-empty", "/reseller/phone-systems");
      assertThat(eye.complaints()).isEmpty();
    }
    PhoneCast phones = new PhoneCast(world);
    String shared = "/phone-systems/" + phones.shared.id();
    try (Window window = world.windowOf(phones.petra)) {
      Eye eye = new Eye(window);
      eye.at("reseller-systems", "/reseller/phone-systems")
          .at("reseller-systems-waiting", "/reseller/phone-systems?state=waiting&sort=state")
          .at("reseller-systems-none", "/reseller/phone-systems?q=xyzzy")
          .at("reseller-system", "/reseller" + shared);
      window.page().locator("details.card > summary").first().click();
      window.page().locator("details.card > summary").last().click();
      window.page().locator(".acts-cell summary").first().click();
      eye.look("reseller-system-open");
      window.fill("Port", "seventy").press("Save").sees("Enter a port from 1 to 65535.");
      eye.look("reseller-system-problem");
      window.fill("Port", "1").fill("Host", "127.0.0.1").fill("Secret", "x");
      window.press("Test connection").sees("No phone system could be reached at 127.0.0.1:1.");
      window.seesField("Host", "127.0.0.1").seesField("Secret", "");
      eye.look("reseller-system-tested");
      assertThat(eye.complaints()).isEmpty();
    }
    Somebody sam = world.support("Sam Systems");
    try (Window window = world.windowOf(sam)) {
      Eye eye = new Eye(window);
      eye.at("support-systems", "/support/phone-systems?q=petra")
          .at("support-systems-refused", "/support/phone-systems?state=refused")
          .at("support-system", "/support" + shared);
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("The kind that is chosen brings its fields, in the wizard and on a customer's page")
  void kinds(BrowserWorld world) {
    Somebody kim = world.resellerPerson(world.reseller("Kinds"), "Kim");
    var customer = world.customer("Kind Customer", "", java.time.Duration.ofDays(3), kim);
    try (Window window = world.windowOf(kim)) {
      Eye eye = new Eye(window);
      window.open("/reseller/customers/new").fill("Name", "Pemberton Clinics").press("Next");
      window.sees("Kind of connection");
      Page page = window.page();
      assertThat(page.locator("#host").isVisible()).isFalse();
      window.choose("Kind of connection", "ASTERISK");
      assertThat(page.locator("#host").isVisible()).isTrue();
      eye.look("reseller-new-connection-asterisk");
      window
          .fill("Name of the phone system", "pbx")
          .fill("Host", "nowhere invalid")
          .press("Next")
          .sees("Enter the phone system's host name or address.");
      eye.look("reseller-new-connection-problem");
      window.choose("Kind of connection", "LATER");
      assertThat(page.locator("#sourceName").isVisible()).isFalse();

      // By keyboard alone: choose, fill in, and try.
      window.open("/reseller/customers/" + customer + "/phone-systems");
      page.locator("#kind").focus();
      page.keyboard().press("A");
      page.keyboard().press("Tab");
      page.keyboard().type("pbx.kind.example");
      page.keyboard().press("Tab");
      page.keyboard().type("127.0.0.1");
      page.keyboard().press("Tab");
      page.keyboard().type("1");
      for (int i = 0; i < 3; i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().type("tenure");
      page.keyboard().press("Tab");
      page.keyboard().type("hush-hush");
      for (int i = 0; i < 3; i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      window
          .sees("No phone system could be reached at 127.0.0.1:1.")
          .seesField("Name of the phone system", "pbx.kind.example");
      eye.look("reseller-customer-phones-tested");
      window.press("Connect").sees("was created at").sees("127.0.0.1:1 as tenure, without TLS");
      eye.at(
          "reseller-customer-phones-linked", "/reseller/customers/" + customer + "/phone-systems");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("A FreeSWITCH is connected with a password and without a user")
  void freeSwitch(BrowserWorld world) {
    Somebody fay = world.resellerPerson(world.reseller("Switches"), "Fay");
    var customer = world.customer("Switch Customer", "", java.time.Duration.ofDays(3), fay);
    try (Window window = world.windowOf(fay)) {
      Eye eye = new Eye(window);
      window.open("/reseller/customers/" + customer + "/phone-systems");
      window.choose("Kind of connection", "FREESWITCH");
      assertThat(window.page().locator("#host").isVisible()).isTrue();
      assertThat(window.page().locator("#user").isVisible()).isFalse();
      window
          .fill("Name of the phone system", "switch")
          .fill("Host", "127.0.0.1")
          .fill("Port", "1")
          .fill("Secret", "ClueCon")
          .press("Test connection")
          .sees("No phone system could be reached at 127.0.0.1:1.");
      eye.look("reseller-customer-phones-freeswitch");
      window.press("Connect").sees("was created at").sees("127.0.0.1:1, without TLS");
      assertThat(eye.complaints()).isEmpty();
    }
  }
}
