package dev.tenure.reseller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.Accounts;
import dev.tenure.account.Status;
import dev.tenure.platform.CustomerId;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifecyclePagesTest {

  private static final Pattern MENU = Pattern.compile("(?s)<details class=\"menu\".*?</details>");
  private static final Pattern ITEM = Pattern.compile("<li><a [^>]*>([^<]*)</a>");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private static ResellerSite site;
  private static int made;

  private CustomerId acme;
  private String name;

  @BeforeAll
  static void open() {
    site = new ResellerSite(0);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @BeforeEach
  void customer() {
    site.database.moveClock(ResellerSite.START);
    name = "Acme " + ++made;
    acme = site.customer(name);
  }

  @Test
  @DisplayName(
      "G: the Disable warning tells this customer's true figures, and that billing goes on")
  void disableWarning() throws Exception {
    assertThat(act("disable").body())
        .contains("Disable " + name + "?", "<strong>3 people</strong> are signed in")
        .contains("Live boards on <strong>2 screens</strong>")
        .contains("<strong>4 calls</strong> in progress, <strong>11 agents</strong> available")
        .contains("<strong>Disabling does not stop charges.</strong>")
        .contains("data-escape data-focus>Keep it active</a>")
        .contains("type=\"submit\">Disable " + name + "</button>");
  }

  @Test
  @DisplayName("Disable and re-enable: what happened, when, and how to take it back")
  void disableAndBack() throws Exception {
    assertThat(menu(page()))
        .containsExactly("Disabled", "Terminate now", "Terminate on specific date");
    String said = follow(confirm("disable", Map.of("reason", "invoice 7 overdue")));
    assertThat(said)
        .contains("<strong>" + name + " was disabled at 20:41.</strong>", "use Re-enable Customer")
        .contains("<strong>Disabled since 22 Nov, 20:41</strong> by Dana Meyer")
        .contains("Missed payment: invoice 7 overdue", "<strong>It is still billed.</strong>")
        .contains(">Re-enable Customer</a>");
    assertThat(menu(said)).containsExactly("Terminate now", "Terminate on specific date");
    assertThat(follow(confirm("re-enable", Map.of())))
        .contains("was re-enabled at 20:41.", "choose Disabled in the More menu")
        .doesNotContain("Disabled since");
  }

  @Test
  @DisplayName(
      "A8: looking at a date changes nothing and shows instant, UTC, span and last full day")
  void lookAtDate() throws Exception {
    HttpResponse<String> looked =
        confirm(
            "terminate-on", Map.of("date", "2026-11-30", "look", "yes", "typedName", "half a na"));
    assertThat(looked.statusCode()).isEqualTo(200);
    assertThat(looked.body())
        .contains("<strong>Mon 30 Nov 2026 at 00:00</strong> (Europe/London)")
        .contains("= 2026-11-30 00:00 UTC, in 7 days 3 hours. Last full day of service: Sun 29 Nov")
        .contains("value=\"half a na\"");
    assertThat(status()).isEqualTo(Status.ACTIVE);
    assertThat(act("terminate-on?date=2027-03-28&time=01:30").body())
        .contains("The clocks skip 01:30", "Sun 28 Mar 2027 at 02:00");
    assertThat(act("terminate-on?date=2027-10-31&time=01:30").body())
        .contains("The clocks show 01:30 twice", "2027-10-31 00:30 UTC");
  }

  @Test
  @DisplayName("A7, A8: a date is set, moved and withdrawn, and the banner says exactly when")
  void schedule() throws Exception {
    String set = follow(confirm("terminate-on", Map.of("date", "2026-11-30", "typedName", name)));
    assertThat(set)
        .contains("<strong>Will be terminated on Mon 30 Nov 2026 at 00:00</strong>")
        .contains("in 7 days 3 hours", "choose Withdraw termination before then");
    assertThat(menu(set))
        .containsExactly(
            "Disabled", "Terminate now", "Change termination date", "Withdraw termination");
    assertThat(act("disable").body())
        .contains("<strong>The scheduled termination stands:</strong>");
    assertThat(act("terminate-on").body())
        .contains("Change the termination date of " + name, "value=\"2026-11-30\"");
    assertThat(
            follow(
                confirm(
                    "terminate-on",
                    Map.of("date", "2026-12-01", "time", "17:30", "typedName", name))))
        .contains("Will be terminated on Tue 1 Dec 2026 at 17:30");
    assertThat(follow(confirm("withdraw", Map.of())))
        .contains("was withdrawn at 20:41.")
        .doesNotContain("Will be terminated");
  }

  @Test
  @DisplayName("A2, A13: after T the page is read-only and offers only to request reinstatement")
  void terminatedByTheClock() throws Exception {
    confirm("terminate-on", Map.of("date", "2026-11-30", "typedName", name));
    site.database.moveClock(Instant.parse("2026-11-30T00:00:00Z"));
    String page = page();
    assertThat(page)
        .contains("<strong>Terminated on Mon 30 Nov 2026 at 00:00</strong>", "contact Support")
        .contains(">Request reinstatement</button>")
        .doesNotContain("class=\"menu\"", ">Save</button>", "Re-enable");
    HttpResponse<String> keyless =
        site.postAsItIs(Paths.of(acme) + "/request-reinstatement", Map.of("note", "They paid"));
    assertThat(keyless.statusCode()).as("A23").isEqualTo(422);
    assertThat(keyless.body()).contains("one-time key", "value=\"They paid\"");
    HttpResponse<String> asked =
        site.post(Paths.of(acme) + "/request-reinstatement", Map.of("note", "They paid"));
    assertThat(follow(asked))
        .contains("<strong>Reinstatement requested</strong> by Dana Meyer")
        .doesNotContain("Request reinstatement</button>");
    HttpResponse<String> late = site.post(Paths.of(acme) + "/withdraw", Map.of("version", "2"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("too late", "Back to " + name);
  }

  @Test
  @DisplayName("Terminate now asks for the name, and keeps what was typed when it is wrong")
  void terminate() throws Exception {
    HttpResponse<String> wrong =
        confirm("terminate", Map.of("typedName", "Beta", "reason", "kept reason"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("is not the customer’s name", "value=\"Beta\"", "value=\"kept reason\"");
    assertThat(status()).isEqualTo(Status.ACTIVE);
    assertThat(follow(confirm("terminate", Map.of("typedName", name))))
        .contains("was terminated at 20:41.", "contact Support");
    assertThat(status()).isEqualTo(Status.TERMINATED);
  }

  @Test
  @DisplayName("A6: a date in the past and a date that doesn't exist are refused at their field")
  void wrongDates() throws Exception {
    HttpResponse<String> past =
        confirm("terminate-on", Map.of("date", "2026-11-01", "typedName", name));
    assertThat(past.statusCode()).isEqualTo(422);
    assertThat(past.body()).contains("id=\"date-problem\">That date is not in the future");
    HttpResponse<String> never =
        confirm("terminate-on", Map.of("date", "2027-02-30", "typedName", name));
    assertThat(never.statusCode()).isEqualTo(422);
    assertThat(never.body()).contains("2027-02-30 is not a date", "value=\"2027-02-30\"");
    String fine = "17:30:00.1234567";
    HttpResponse<String> finer =
        confirm("terminate-on", Map.of("date", "2026-11-30", "time", fine, "typedName", name));
    assertThat(finer.statusCode()).as("finer than a microsecond").isEqualTo(422);
    assertThat(finer.body()).contains(fine + " is not a valid time", "value=\"" + fine + "\"");
    assertThat(status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  @DisplayName(
      "A10: an overtaken command does nothing and says who did what; confirming anew works")
  void overtaken() throws Exception {
    Map<String, String> seen = hidden(act("disable").body());
    seen.put("reason", "kept reason");
    confirm("terminate-on", Map.of("date", "2026-11-30", "typedName", name));
    HttpResponse<String> refused = site.post(Paths.of(acme) + "/disable", seen);
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.body())
        .contains("was changed meanwhile: termination scheduled", "by Dana Meyer")
        .contains("value=\"kept reason\"", "The scheduled termination stands");
    assertThat(status()).isEqualTo(Status.ACTIVE);
    Map<String, String> fresh = hidden(refused.body());
    assertThat(site.post(Paths.of(acme) + "/disable", fresh).statusCode()).isEqualTo(302);
    assertThat(status()).isEqualTo(Status.DISABLED);
  }

  @Test
  @DisplayName("Who may only look sees no button and no menu")
  void lookOnly() throws Exception {
    confirm("disable", Map.of());
    site.viewedBy(site.dana(), Set.of("SEE_CUSTOMERS"));
    try {
      assertThat(page())
          .contains("Disabled since")
          .doesNotContain("class=\"menu\"", ">Save</button>", "Re-enable Customer</a>");
      assertThat(site.get(Paths.CUSTOMERS).body()).doesNotContain("+ Create New Customer");
    } finally {
      site.viewedBy(site.dana(), ResellerSite.ALL);
    }
  }

  @Test
  @DisplayName("A3: the timeline answers what the state was, will be, and was known to be")
  void timeline() throws Exception {
    confirm("terminate-on", Map.of("date", "2026-11-30", "typedName", name));
    String path = Paths.of(acme) + "/timeline";
    assertThat(site.get(path).body())
        .contains("Life of this account", "Termination set for", "planned")
        .contains("<svg ", "30 Nov · terminates");
    assertThat(site.get(path + "?at=2026-12-01T00:00").body())
        .contains("Access <strong>off</strong>, collection <strong>off</strong>");
    assertThat(site.get(path + "?at=2026-01-01T00:00").body()).contains("did not exist yet");
    assertThat(site.get(path + "?at=2026-11-30T00:00:00.000001").statusCode()).isEqualTo(200);
    for (String bad :
        List.of(
            "at=yesterday",
            "at=2026-11-30T00:00:00.0000001",
            "known=2026-11-30T00:00:00.0000001")) {
      HttpResponse<String> refused = site.get(path + "?" + bad);
      assertThat(refused.statusCode()).as(bad).isEqualTo(422);
      assertThat(refused.body()).contains("There is no such date and time");
    }
  }

  @Test
  @DisplayName("F1: the trail tells a reason in words and T in the reader's zone")
  void trail() throws Exception {
    confirm(
        "terminate-on",
        Map.of(
            "date",
            "2026-11-30",
            "time",
            "17:30",
            "reasonCode",
            "CONTRACT_ENDED",
            "typedName",
            name));
    assertThat(
            site.get(Paths.AUDIT + "?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8)).body())
        .contains("End of contract", "Active, terminates at 30 Nov 2026, ")
        .doesNotContain("CONTRACT_ENDED", "2026-11-30T");
  }

  private HttpResponse<String> act(String word) throws Exception {
    return site.get(Paths.of(acme) + "/" + word);
  }

  /** Opens the warning and confirms it as a browser would, with these fields filled in. */
  private HttpResponse<String> confirm(String word, Map<String, String> typed) throws Exception {
    Map<String, String> form = hidden(act(word).body());
    form.putAll(typed);
    return site.post(Paths.of(acme) + "/" + word, form);
  }

  private String page() throws Exception {
    return site.get(Paths.of(acme)).body();
  }

  private Status status() {
    return site.the(Accounts.class).require(acme, site.dana()).status();
  }

  private static String follow(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return site.get(answer.headers().firstValue("Location").orElseThrow()).body();
  }

  private static Map<String, String> hidden(String body) {
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = HIDDEN.matcher(body);
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    return fields;
  }

  private static List<String> menu(String body) {
    Matcher menu = MENU.matcher(body);
    return menu.find()
        ? ITEM.matcher(menu.group()).results().map(found -> found.group(1)).toList()
        : List.of();
  }
}
