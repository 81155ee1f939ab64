package dev.tenure.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.delivery.EffectWorker;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedWorld.class)
class StoryTest {

  private static final String STOPPED =
      "Access to this account has been stopped. Please contact Meridian Voice";
  private static final String REFUSED =
      "Access to the account of Acme Dental has been stopped."
          + " Please contact Meridian Voice to have it restored.";
  private static final String PRIYA = "priya@acme.example";
  private static final Instant T = Instant.parse("2026-11-30T00:00:00Z");

  @Test
  @DisplayName(
      "A2, A5–A9, A13, B1–B4, C2–C4, C7, C9, E1–E4, G: the life of a customer,"
          + " from its creation to its reinstatement")
  void life(BrowserWorld world) {
    Window dana = world.windowOf(world.resellerPerson(world.reseller("Meridian Voice"), "Dana"));

    // The reseller creates a customer.
    dana.seesHeading("Customers")
        .follow("+ Create New Customer")
        .fill("Name", "Acme Dental")
        .fill("Reference", "CRM-10482")
        .press("Next")
        .choose("Kind of connection", "HTTP")
        .fill("Name of the phone system", "pbx.acme.example")
        .press("Next")
        .fill("Display name", "Priya Nair")
        .fill("E-mail address", PRIYA)
        .press("Create customer")
        .sees("Acme Dental was created at " + world.wallClock())
        .sees("This is the key. It is shown only now");
    PhoneSystem phones = new PhoneSystem(world, dana.secret());
    dana.follow("Details").seesStatus("Active");
    String acme = dana.page().url().replaceAll("\\?.*", "");

    // Its first administrator follows the link that was mailed, and can sign in from then on.
    Window priya =
        world
            .window()
            .open(world.mailedLink(PRIYA))
            .seesHeading("Welcome: choose your password")
            .fill("New password", BrowserWorld.PASSWORD)
            .press("Save and sign in")
            .seesHeading("Live")
            .press("Sign out")
            .seesHeading("Sign in")
            .signIn(PRIYA, BrowserWorld.PASSWORD)
            .seesHeading("Live")
            .sees("No call is in progress")
            .stays();

    // Calls move in front of her eyes.
    phones.agentReady("201", "Amy Clarke").sendsAndAllIsKept();
    priya.sees("Amy Clarke");
    phones.callWaits("first", "020 7946 0018", "Reception").sendsAndAllIsKept();
    priya.sees("020 7946 0018").sees("Waiting");
    phones.answered("first", "Reception", "201").sendsAndAllIsKept();
    priya.sees("Connected").sees("Talking");
    phones.ended("first").sendsAndAllIsKept();
    priya.sees("No call is in progress").hasStayed();

    // The reseller disables: her open page goes quiet, and whatever she clicks is refused.
    dana.open(acme)
        .chooseMore("Disabled")
        .seesHeading("Disable Acme Dental?")
        .sees("1 person is signed in and will be signed out.")
        .sees("Calls and agent status are collected as before")
        .sees("Disabling does not stop charges.")
        .fill("Details of the reason", "Two invoices are open")
        .press("Disable Acme Dental")
        .sees("Acme Dental was disabled at " + world.wallClock())
        .sees("Disabled since")
        .sees("It is still billed.")
        .seesStatus("Disabled");
    priya.sees(STOPPED).hasStayed().follow("Calls").sees(REFUSED);
    try (Window other = world.window()) {
      other
          .signIn(PRIYA, "not the right password")
          .sees("E-mail and password don’t fit together.")
          .seesNot("Meridian")
          .signIn(PRIYA, BrowserWorld.PASSWORD)
          .sees(REFUSED)
          .seesNot("invoices");
    }

    // Events go on being saved.
    phones
        .callWaits("second", "0161 496 0003", "Reception")
        .answered("second", "Reception", "201")
        .ended("second")
        .sendsAndAllIsKept();

    // Re-enabled, she signs in again and sees the calls of the disabled span.
    dana.follow("Re-enable Customer")
        .press("Re-enable Acme Dental")
        .sees("Acme Dental was re-enabled at " + world.wallClock())
        .seesStatus("Active");
    priya
        .open("/portal/calls")
        .seesHeading("Sign in")
        .signIn(PRIYA, BrowserWorld.PASSWORD)
        .follow("Calls")
        .sees("020 7946 0018")
        .sees("0161 496 0003");

    // A termination on a date, once withdrawn and once left to stand.
    setDate(dana);
    dana.sees("Last full day of service: Sun 29 Nov")
        .follow("Withdraw")
        .press("Withdraw termination")
        .sees("The termination of Acme Dental was withdrawn at " + world.wallClock())
        .seesNot("Will be terminated on");
    setDate(dana);

    // At T it is Terminated, although no job has run.
    priya.follow("Live");
    phones.callWaits("third", "020 7946 0077", "Reception").sendsAndAllIsKept();
    priya.sees("020 7946 0077").stays();
    world.the(EffectWorker.class).stop();
    try {
      world.goTo(T);
      assertThat(
              world.count(
                  """
                  SELECT count(*)
                  FROM effect
                  WHERE done_at IS NULL
                    AND due_at <= tenure_now()
                  """))
          .as("effects that nobody has carried out")
          .isPositive();
      priya.sees(STOPPED).hasStayed().follow("Calls").sees(REFUSED);
      dana.open(acme).seesStatus("Terminated").sees("Terminated on Mon 30 Nov 2026 at 00:00");
    } finally {
      world.the(EffectWorker.class).start();
    }

    // What happened before T is still taken, and nothing that happened at T or later is stored.
    JsonNode answer =
        phones
            .eventAt(T.minusSeconds(1), "AgentReady", "agent", "201", "name", "Amy Clarke")
            .eventAt(T, "AgentReady", "agent", "201", "name", "Amy Clarke")
            .callWaits("fourth", "020 7946 0099", "Reception")
            .send();
    assertThat(answer.path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected").path("outside-service").asInt()).isEqualTo(4);
    assertThat(
            world.count(
                """
                SELECT count(*)
                FROM intake_event
                WHERE occurred_at >= '2026-11-30T00:00:00Z'
                """))
        .isZero();

    // The reseller has nothing to press but to request reinstatement.
    dana.open(acme)
        .canPressOnly("Request reinstatement")
        .fill("Note for Support", "They have paid")
        .press("Request reinstatement")
        .sees("Reinstatement requested by Dana");

    // Support sees the request, what comes back and what doesn't, and reinstates.
    world.wait(Duration.ofHours(9));
    Window sam = world.windowOf(world.support("Sam Okafor"));
    sam.follow("Reinstatements")
        .sees("They have paid")
        .follow("Accept: reinstate Acme Dental")
        .sees("Sign-in for 1 person")
        .sees("No service from Mon 30 Nov 2026 at 00:00 (Europe/London)")
        .sees("The gap is never charged.")
        .fill("Details of the reason", "Paid on the 30th")
        .fill("Type the customer’s name", "Acme")
        .press("Reinstate Acme Dental")
        .seesField("Details of the reason", "Paid on the 30th")
        .fill("Type the customer’s name", "Acme Dental")
        .press("Reinstate Acme Dental")
        .sees("Acme Dental was reinstated at 09:00")
        .seesStatus("Active");

    // New calls appear, and the gap is named.
    phones
        .agentReady("201", "Amy Clarke")
        .callWaits("fifth", "020 7946 0123", "Reception")
        .sendsAndAllIsKept();
    priya
        .signIn(PRIYA, BrowserWorld.PASSWORD)
        .seesHeading("Live")
        .sees("020 7946 0123")
        .open("/portal/calls?range=DAYS30")
        .sees("020 7946 0123")
        .sees("No service from")
        .sees("nothing was collected")
        .sees("020 7946 0077")
        .seesNot("020 7946 0099");
    dana.close();
    priya.close();
    sam.close();
  }

  @Test
  @DisplayName("B8, B9: the password that is asked for, the delay, and what one's profile tells")
  void passwords(BrowserWorld world) {
    Somebody dana = world.resellerPerson(world.reseller("Proof Telecom"), "Dana");
    CustomerId customer = world.customer("Proof Ltd", "", Duration.ofDays(2), dana);
    try (Window window = world.windowOf(dana)) {
      world.wait(Duration.ofMinutes(11));
      Eye eye = new Eye(window);
      window
          .open("/reseller/customers/" + customer + "/terminate")
          .fill("Details of the reason", "21 days late")
          .fill("Type the customer’s name", "Proof Ltd")
          .press("Terminate Proof Ltd now")
          .sees("Nothing was changed yet")
          .seesField("Details of the reason", "21 days late")
          .seesField("Type the customer’s name", "Proof Ltd");
      assertThat(window.page().evaluate("document.activeElement.id")).isEqualTo("proof");
      eye.look("reseller-terminate-proof");
      window
          .fill("Your password", "not the password")
          .press("Terminate Proof Ltd now")
          .sees("This is not your password");
      eye.look("reseller-terminate-proof-wrong");
      window.fill("Your password", BrowserWorld.PASSWORD).page().keyboard().press("Enter");
      window.seesStatus("Terminated");
      try (Window other = world.window()) {
        for (int i = 0; i < 6; i++) {
          other.signIn(dana.email(), "not the password").sees("Sign in");
        }
        other.sees("Try again in 1 second");
        Eye there = new Eye(other);
        there.look("signin-later");
        assertThat(there.complaints()).isEmpty();
      }
      eye.at("reseller-profile", "/profile");
      window.sees("wrong password");
      assertThat(eye.complaints()).isEmpty();
    }
  }

  /** The date is resolved before the eyes, and the name must be typed as it is. */
  private static void setDate(Window dana) {
    dana.chooseMore("Terminate on specific date")
        .fill("Date", "2026-11-30")
        .sees("Mon 30 Nov 2026 at 00:00 (Europe/London) = 2026-11-30 00:00 UTC")
        .fill("Type the customer’s name", "Acme")
        .press("Terminate Acme Dental on this date")
        .seesField("Date", "2026-11-30")
        .fill("Type the customer’s name", "Acme Dental")
        .press("Terminate Acme Dental on this date")
        .sees("Will be terminated on Mon 30 Nov 2026 at 00:00 (Europe/London)")
        .seesStatus("Active");
  }
}
