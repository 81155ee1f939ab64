package dev.tenure.customer;

import static dev.tenure.customer.PortalWorld.START;
import static dev.tenure.customer.PortalWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallsTest {

  private static final Pattern CALL = Pattern.compile("/portal/calls/([0-9a-f-]{36})");

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

  /** A customer with a phone system and somebody who looks. */
  private record Office(CustomerId id, String key, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
    }
  }

  private static Office office(String name) {
    CustomerId id = world.customer(name);
    String email = "user" + ++people + "@example.com";
    world.administrator(id, email);
    return new Office(id, world.source(id), world.signedIn(email));
  }

  @Test
  @DisplayName(
      "A23: a report saved twice by one form is saved once, and without its key not at all")
  void savedOnce() {
    try (Office office = office("Saver")) {
      String page = office.browser().get("/portal/reports").body();
      String key = page.replaceFirst("(?s).*name=\"formKey\" value=\"([^\"]+)\".*", "$1");
      Map<String, String> form =
          Map.of("question", "by=queue", "name", "Every queue", "formKey", key);
      var first = office.browser().submit("/portal/reports", "/portal/reports/views", form);
      assertThat(first.statusCode()).as(first.body()).isEqualTo(302);
      var second = office.browser().submit("/portal/reports", "/portal/reports/views", form);
      assertThat(second.headers().firstValue("Location"))
          .isEqualTo(first.headers().firstValue("Location"));
      assertThat(office.browser().get("/portal/reports").body())
          .containsOnlyOnce("Delete the saved report Every queue");
      Map<String, String> damaged =
          Map.of("question", "by=queue", "name", "Another", "formKey", "x");
      var refused = office.browser().submit("/portal/reports", "/portal/reports/views", damaged);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("one-time key", "value=\"Another\"");
    }
  }

  /** A call that waited 8 s in the queue and was talked for so many seconds. */
  private static String answered(
      String ref, Instant at, String from, String queue, String agent, int talk) {
    List<String> events = new ArrayList<>();
    events.add(
        event(
            at,
            "LegStarted",
            "callRef",
            ref,
            "legRef",
            ref + "a",
            "direction",
            "inbound",
            "from",
            from,
            "to",
            "02079460100"));
    events.add(event(at.plusSeconds(1), "QueueEntered", "callRef", ref, "queue", queue));
    events.add(
        event(
            at.plusSeconds(9),
            "QueueAnswered",
            "callRef",
            ref,
            "queue",
            queue,
            "legRef",
            ref + "b",
            "agent",
            agent));
    events.add(event(at.plusSeconds(9L + talk), "CallEnded", "callRef", ref, "by", "caller"));
    return String.join(",", events);
  }

  private static String abandoned(String ref, Instant at, String from, String queue) {
    return String.join(
        ",",
        event(
            at,
            "LegStarted",
            "callRef",
            ref,
            "legRef",
            ref + "a",
            "direction",
            "inbound",
            "from",
            from,
            "to",
            "02079460100"),
        event(at.plusSeconds(1), "QueueEntered", "callRef", ref, "queue", queue),
        event(
            at.plusSeconds(41), "QueueExited", "callRef", ref, "queue", queue, "how", "abandoned"),
        event(at.plusSeconds(41), "CallEnded", "callRef", ref, "by", "caller"));
  }

  private static Office twoCalls(String name) {
    Office office = office(name);
    world.send(
        office.key(),
        "["
            + answered("c1", START.plusSeconds(60), "07700900111", "Reception", "201", 95)
            + ","
            + abandoned("c2", START.plusSeconds(120), "01614960222", "Billing")
            + ","
            + event(START.plusSeconds(1), "AgentLoggedIn", "agent", "201", "name", "Amy Clarke")
            + "]");
    world.goTo(START.plus(Duration.ofMinutes(10)));
    return office;
  }

  @Test
  @DisplayName("The list shows each call with its times in the customer's zone, the exact on hover")
  void list() {
    try (Office office = twoCalls("List")) {
      String page = office.browser().get("/portal/calls").body();
      assertThat(page)
          .contains("07700900111", "01614960222", "Amy Clarke", "Answered", "Abandoned", "1:35")
          .contains("1–2 of 2", "Europe/London", "09:01:00.000000 Europe/London = 2026-11-22T09:01")
          .doesNotContain("style=");
    }
  }

  @Test
  @DisplayName("Each filter narrows the list, alone and from the address")
  void filters() {
    try (Office office = twoCalls("Filters")) {
      assertOnly(office, "?direction=inbound&queue=Billing", "01614960222", "07700900111");
      assertOnly(office, "?agent=201", "07700900111", "01614960222");
      assertOnly(office, "?outcome=abandoned", "01614960222", "07700900111");
      assertOnly(office, "?talk=90", "07700900111", "01614960222");
      assertOnly(office, "?number=0161", "01614960222", "07700900111");
      assertOnly(office, "?from=2026-11-22&to=2026-11-22&number=111", "07700900111", "0161496");
      assertThat(office.browser().get("/portal/calls?talk=96").body()).contains("No call matches");
      assertThat(office.browser().get("/portal/calls?range=yesterday").body())
          .contains("No calls on these days");
      assertThat(office.browser().get("/portal/calls?talk=-1&at=x").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("What is no day is named, kept as it was typed, and never taken for another")
  void noDay() {
    try (Office office = twoCalls("NoDay")) {
      for (String asked :
          List.of(
              "?from=2026-13-01&to=2026-11-22",
              "?from=2026-11-22&to=0202-11-22",
              "?to=nonsense",
              "?range=fortnight")) {
        assertNoDay(office.browser().get("/portal/calls" + asked), asked);
        assertNoDay(office.browser().get("/portal/calls.csv" + asked), asked);
        assertNoDay(office.browser().get("/portal/reports" + asked), asked);
        assertNoDay(office.browser().get("/portal/reports.csv" + asked), asked);
      }
      assertThat(office.browser().get("/portal/calls?from=2026-11-22&to=0202-11-22").body())
          .contains("value=\"0202-11-22\"", "aria-describedby=\"to-problem\"", "id=\"to-problem\"")
          .doesNotContain("07700900111", "aria-describedby=\"from-problem\"", "has not been saved");
      assertThat(office.browser().get("/portal/reports?from=nonsense").body())
          .contains("This report was not worked out")
          .doesNotContain("Keep this report", "has not been saved");
    }
  }

  private static void assertNoDay(HttpResponse<String> answer, String asked) {
    assertThat(answer.statusCode()).as(asked).isEqualTo(422);
    assertThat(answer.body())
        .as(asked)
        .containsAnyOf(
            "“2026-13-01” is no day",
            "“0202-11-22” is no day of the years 1990 to 2199",
            "“nonsense” is no day",
            "There is no range “fortnight”");
  }

  private static void assertOnly(Office office, String query, String there, String notThere) {
    assertThat(office.browser().get("/portal/calls" + query).body())
        .as(query)
        .contains(there)
        .doesNotContain(notThere);
  }

  @Test
  @DisplayName("Pages follow one another by cursor, each call once")
  void paging() {
    try (Office office = office("Paging")) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        events.add(
            abandoned("p" + i, START.plusSeconds(i), "0770090%04d".formatted(i), "Reception"));
      }
      world.send(office.key(), "[" + String.join(",", events) + "]");
      world.goTo(START.plus(Duration.ofMinutes(10)));
      String first = office.browser().get("/portal/calls?queue=Reception").body();
      assertThat(first).contains("1–50 of 60", "07700900059").doesNotContain("07700900009");
      Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
      assertThat(next.find()).isTrue();
      String second = office.browser().get(next.group(1).replace("&amp;", "&")).body();
      assertThat(second)
          .contains("51–60 of 60", "07700900009", "07700900000", "queue=Reception")
          .doesNotContain("07700900010", "rel=\"next\"");
    }
  }

  @Test
  @DisplayName("The file has the same calls, with formulas made harmless")
  void csv() {
    try (Office office = twoCalls("File")) {
      world.send(
          office.key(),
          "[" + abandoned("c3", START.plusSeconds(200), "=HYPERLINK(1)", "+Queue") + "]");
      String file = office.browser().get("/portal/calls.csv").body();
      assertThat(file)
          .startsWith("\uFEFFStart (UTC),End (UTC),Direction,From,To,Queue")
          .contains("2026-11-22T09:01:00.000000Z", ",07700900111,", "Amy Clarke,8,95,0,Answered")
          .contains("'=HYPERLINK(1)", "'+Queue")
          .doesNotContain(",=HYPERLINK");
      assertThat(office.browser().get("/portal/calls.csv?outcome=answered").body().lines())
          .hasSize(2);
    }
  }

  @Test
  @DisplayName("A call opens as its journey, in words and on one time axis")
  void journey() {
    try (Office office = twoCalls("Journey")) {
      Matcher call = CALL.matcher(office.browser().get("/portal/calls?outcome=answered").body());
      assertThat(call.find()).isTrue();
      assertThat(office.browser().get(call.group()).body())
          .contains("Inbound call from 07700900111 to 02079460100")
          .contains("Waited in Reception", "was answered", "Talked with Amy Clarke")
          .contains("the other side hung up", "<svg", "class=\"queue\"", "class=\"talk\"")
          .doesNotContain("style=");
    }
  }

  @Test
  @DisplayName("B5: another customer's call answers like an unknown one")
  void foreign() {
    try (Office mine = twoCalls("Mine");
        Office theirs = office("Theirs")) {
      Matcher call = CALL.matcher(mine.browser().get("/portal/calls").body());
      assertThat(call.find()).isTrue();
      var foreign = theirs.browser().get(call.group());
      var unknown = theirs.browser().get("/portal/calls/01a204e5-24c9-7b96-8714-b5bc0f5ab7af");
      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(theirs.browser().get("/portal/calls/nonsense").statusCode()).isEqualTo(404);
      assertThat(withoutTokens(foreign.body())).isEqualTo(withoutTokens(unknown.body()));
    }
  }

  private static String withoutTokens(String page) {
    return page.replaceAll("value=\"[^\"]*\"", "");
  }

  @Test
  @DisplayName("C2: calls of a disabled span are there after re-enabling, as any others")
  void disabledSpan() {
    try (Office office = office("Disabled span")) {
      world.disable(office.id());
      world.send(
          office.key(),
          "[" + abandoned("d1", START.plusSeconds(30), "07700900333", "Reception") + "]");
      world.goTo(START.plusSeconds(600));
      world.reenable(office.id());
      String email = "again" + ++people + "@example.com";
      world.administrator(office.id(), email);
      try (Browser again = world.signedIn(email)) {
        assertThat(again.get("/portal/calls").body())
            .contains("07700900333")
            .doesNotContain("No service");
      }
    }
  }

  @Test
  @DisplayName("C9: after reinstatement the list and the file name the gap between the calls")
  void gap() {
    try (Office office = office("Gap")) {
      world.send(
          office.key(),
          "[" + abandoned("g1", START.plusSeconds(30), "07700900444", "Reception") + "]");
      world.goTo(START.plus(Duration.ofMinutes(10)));
      world.terminate(office.id());
      world.goTo(START.plus(Duration.ofHours(2)));
      world.reinstate(office.id());
      world.send(
          office.key(),
          "[" + abandoned("g2", START.plus(Duration.ofHours(2)), "07700900555", "Reception") + "]");
      world.goTo(START.plus(Duration.ofHours(3)));
      String email = "gap" + ++people + "@example.com";
      world.administrator(office.id(), email);
      try (Browser browser = world.signedIn(email)) {
        String page = browser.get("/portal/calls").body();
        assertThat(page)
            .contains(
                "No service from 22 Nov 2026, 09:10 to 22 Nov 2026, 11:00 (1 hour 50 minutes)");
        assertThat(page.indexOf("07700900555")).isLessThan(page.indexOf("No service from"));
        assertThat(page.indexOf("No service from")).isLessThan(page.indexOf("07700900444"));
        assertThat(browser.get("/portal/calls.csv").body())
            .contains("2026-11-22T09:10:00.000000Z,2026-11-22T11:00:00.000000Z,,,,,,,,,No service");
      }
    }
  }

  @Test
  @DisplayName("A customer without calls reads what to do")
  void empty() {
    try (Office office = office("Nothing yet")) {
      assertThat(office.browser().get("/portal/calls").body())
          .contains("No calls on these days", "ask your provider");
    }
  }

  @Test
  @DisplayName("F1: the customer's administrator reads its trail, and nothing that isn't its own")
  void trail() {
    try (Office office = office("Trail")) {
      world.disable(office.id());
      world.goTo(START.plusSeconds(60));
      world.reenable(office.id());
      String email = "trail" + ++people + "@example.com";
      world.administrator(office.id(), email);
      try (Browser browser = world.signedIn(email)) {
        assertThat(browser.get("/portal/audit").body())
            .contains("Sign-in", email)
            .doesNotContain("secret reason", "MISSED_PAYMENT");
      }
    }
  }

  @Test
  @DisplayName("Direction goes by what the customer calls internal now: list, filter, order, file")
  void internal() {
    try (Office office = office("Internal")) {
      world.send(
          office.key(),
          "["
              + answered("c1", START.plusSeconds(60), "07700900111", "Reception", "201", 95)
              + ","
              + answered("c2", START.plusSeconds(120), "4711", "Reception", "201", 30)
              + "]");
      world.goTo(START.plus(Duration.ofMinutes(10)));
      Browser browser = office.browser();
      assertThat(browser.get("/portal/calls?direction=INTERNAL").body())
          .contains("4711")
          .doesNotContain("07700900111");
      assertThat(browser.get("/portal/calls?direction=INBOUND").body())
          .contains("07700900111")
          .doesNotContain("4711");
      assertThat(browser.get("/portal/calls.csv").body()).contains("Internal,4711", "Inbound,077");
      assertThat(browser.get("/portal/calls?sort=direction").body())
          .containsSubsequence("07700900111", "4711");
      assertThat(browser.get("/portal/reports.csv?by=direction&m=calls").body())
          .contains("Inbound,1", "Internal,1");
      world
          .database()
          .jdbc()
          .sql(
              "INSERT INTO customer_measures (customer_id, internal_digits, version) VALUES (?, 3,"
                  + " 1)")
          .param(office.id().value())
          .update();
      assertThat(browser.get("/portal/calls?direction=INTERNAL").body()).doesNotContain("4711");
      assertThat(browser.get("/portal/calls?direction=INBOUND").body())
          .contains("07700900111", "4711");
      assertThat(browser.get("/portal/reports.csv?by=direction&m=calls").body())
          .contains("Inbound,2")
          .doesNotContain("Internal");
    }
  }
}
