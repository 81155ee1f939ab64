package dev.tenure.customer;

import static dev.tenure.customer.PortalWorld.START;
import static dev.tenure.customer.PortalWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.AgentDay;
import dev.tenure.collection.AgentDays;
import dev.tenure.collection.AgentSpell;
import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.CustomerSettings;
import dev.tenure.collection.Measures;
import dev.tenure.platform.CustomerId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The agents' day as a page, as a file, and as what it is made of. */
class AgentsTest {

  private static final Pattern AGENT = Pattern.compile("/portal/agents/([0-9a-f-]{36})");

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

  private record Office(CustomerId id, String key, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
    }
  }

  private static Browser browser(CustomerId customer) {
    String email = "agents" + ++people + "@example.com";
    world.administrator(customer, email);
    return world.signedIn(email);
  }

  private static Office office(String name) {
    CustomerId id = world.customer(name);
    return new Office(id, world.source(id), browser(id));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  /** Amy: ready, rung once in vain, one queue call of 10 minutes, lunch. Ben: ready, then gone. */
  private static Office morning(String name) {
    Office office = office(name);
    List<String> events = new ArrayList<>();
    events.add(event(at(1), "AgentLoggedIn", "agent", "201", "name", "Amy Clarke"));
    events.add(event(at(1), "AgentLoggedIn", "agent", "202", "name", "Ben Osei"));
    events.add(
        event(
            at(5),
            "LegStarted",
            "callRef",
            "c1",
            "legRef",
            "c1a",
            "direction",
            "inbound",
            "from",
            "07700900111",
            "to",
            "100"));
    events.add(event(at(5), "QueueEntered", "callRef", "c1", "queue", "Reception"));
    events.add(event(at(6), "AgentOffered", "callRef", "c1", "queue", "Reception", "agent", "201"));
    events.add(
        event(
            at(7),
            "OfferFailed",
            "callRef",
            "c1",
            "queue",
            "Reception",
            "agent",
            "201",
            "why",
            "noAnswer"));
    events.add(event(at(8), "AgentOffered", "callRef", "c1", "queue", "Reception", "agent", "201"));
    events.add(
        event(
            at(9),
            "QueueAnswered",
            "callRef",
            "c1",
            "queue",
            "Reception",
            "legRef",
            "c1b",
            "agent",
            "201"));
    events.add(event(at(19), "CallEnded", "callRef", "c1", "by", "caller"));
    events.add(
        event(at(30), "AgentNotReady", "agent", "201", "name", "Amy Clarke", "reason", "Lunch"));
    events.add(event(at(31), "AgentLoggedOut", "agent", "202", "name", "Ben Osei"));
    world.send(office.key(), "[" + String.join(",", events) + "]");
    world.goTo(at(40));
    return office;
  }

  private static AgentDay amy(Office office) {
    AgentDays days = world.the(AgentDays.class);
    return days.of(office.id(), days.frame(office.id(), Optional.empty())).stream()
        .filter(day -> day.name().equals("Amy Clarke"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> words(List<AgentSpell> spells) {
    return spells.stream()
        .map(spell ->
            "%s %d%s"
                .formatted(spell.status(), spell.length().toMinutes(), spell.open() ? " open" : ""))
        .toList();
  }

  @Test
  @DisplayName("A day is what was told and what follows from the calls; occupancy leaves lunch out")
  void day() {
    try (Office office = morning("Day")) {
      AgentDay amy = amy(office);
      assertThat(words(amy.spells()))
          .containsExactly(
              "READY 5",
              "RINGING 1",
              "READY 1",
              "RINGING 1",
              "TALKING_QUEUE 10",
              "READY 11",
              "NOT_READY 10 open");
      assertThat(amy.totals().talking()).isEqualTo(Duration.ofMinutes(10));
      assertThat(amy.totals().available()).isEqualTo(Duration.ofMinutes(19));
      assertThat(amy.totals().byReason()).containsEntry("Lunch", Duration.ofMinutes(10));
      // 10 ÷ (10 + 19).
      assertThat(amy.totals().occupancy()).hasValue(34);
      assertThat(amy.answered()).isEqualTo(1);
      assertThat(amy.offered()).isEqualTo(2);
      assertThat(amy.notAnswered()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("The customer's own wrap-up counts where the phone system tells none")
  void ownWrapUp() {
    try (Office office = morning("Own wrap-up")) {
      Measures usual = Measures.usual();
      world
          .the(CustomerSettings.class)
          .setMeasures(
              office.id(),
              new Measures(
                  usual.serviceLevel(),
                  usual.shortAbandon(),
                  Duration.ofMinutes(2),
                  usual.dayStart(),
                  usual.internalDigits(),
                  usual.internalPrefixes()),
              0,
              world.dana());
      AgentDay amy = amy(office);
      assertThat(words(amy.spells())).contains("TALKING_QUEUE 10", "WRAP_UP 2", "READY 9");
      // 12 ÷ (12 + 17).
      assertThat(amy.totals().occupancy()).hasValue(41);
    }
  }

  @Test
  @DisplayName(
      "The page shows each agent's bar in words too, sorts, searches, and says what is empty")
  void page() {
    try (Office office = morning("Page")) {
      String page = office.browser().get("/portal/agents").body();
      assertThat(page)
          .contains("Amy Clarke", "Ben Osei", "Sun 22 Nov 2026", "Lunch 10:00", "34 %")
          .contains("aria-label=\"Amy Clarke: Available 17:00, Ringing 2:00, Talking · queue 10:00")
          .contains("class=\"talk\" d=\"M", "Europe/London", "1–2 of 2")
          .doesNotContain("style=", "<script>");
      String byName = office.browser().get("/portal/agents?sort=name&dir=desc").body();
      assertThat(byName.indexOf("Ben Osei")).isLessThan(byName.indexOf("Amy Clarke"));
      String byTalk = office.browser().get("/portal/agents?sort=talking").body();
      assertThat(byTalk.indexOf("Ben Osei")).isLessThan(byTalk.indexOf("Amy Clarke"));
      assertThat(office.browser().get("/portal/agents?q=lun").body())
          .contains("Amy Clarke")
          .doesNotContain("Ben Osei");
      assertThat(office.browser().get("/portal/agents?q=zzz").body())
          .contains("No agent of this day");
      assertThat(office.browser().get("/portal/agents?day=2026-11-20").body())
          .contains("No agent was logged in", "Fri 20 Nov 2026", "rel=\"next\"");
      assertThat(office.browser().get("/portal/agents?from=-3&sort=x").statusCode()).isEqualTo(200);
      for (String address : List.of("/portal/agents", "/portal/agents.csv")) {
        HttpResponse<String> refused = office.browser().get(address + "?day=2026-02-30");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("“2026-02-30” is no day");
      }
    }
  }

  @Test
  @DisplayName(
      "An agent's page tells the day spell by spell, each call a link, and so does its file")
  void one() {
    try (Office office = morning("One")) {
      Matcher agent = AGENT.matcher(office.browser().get("/portal/agents?q=amy").body());
      assertThat(agent.find()).isTrue();
      String page = office.browser().get(agent.group()).body();
      assertThat(page)
          .contains("09:09:00", "09:19:00", "Talking · queue", "/portal/calls/", "Lunch", "lasts")
          .contains("<title>09:09:00–09:19:00 Talking · queue · Reception</title>", "1 / 2");
      assertThat(office.browser().get(agent.group() + "?q=lunch").body()).contains("1–1 of 1");
      assertThat(office.browser().get(agent.group() + "?day=2026-11-20").body())
          .contains("Nothing is known of this agent");
      String file = office.browser().get(agent.group() + "/day.csv").body();
      assertThat(file)
          .startsWith("\uFEFFFrom (UTC),To (UTC),Length (s),Status")
          .contains("2026-11-22T09:09:00.000000Z,2026-11-22T09:19:00.000000Z,600,Talking · queue");
      assertThat(office.browser().get("/portal/agents.csv").body().lines().toList())
          .hasSize(3)
          .element(1)
          .asString()
          .contains("2026-11-22,Amy Clarke,201,2340,1020,120,600");
    }
  }

  @Test
  @DisplayName(
      "C13: an agent without a reported status has calls, and all else is not told, not zero")
  void notTold() {
    try (Office office = office("Calls only")) {
      world.send(
          office.key(),
          "["
              + event(at(2), "QueueEntered", "callRef", "n", "queue", "Sales")
              + ","
              + event(at(3), "QueueAnswered", "callRef", "n", "queue", "Sales", "agent", "301")
              + ","
              + event(at(13), "CallEnded", "callRef", "n", "by", "caller")
              + "]");
      world.goTo(at(20));
      String page = office.browser().get("/portal/agents").body();
      assertThat(page).contains(">301<", "10:00");
      assertThat(page.split(">not told<", -1)).as("logged in, available, wrap-up, …").hasSize(7);
      assertThat(office.browser().get("/portal/agents.csv").body().lines().toList().get(1))
          .isEqualTo(
              "2026-11-22,301,301,not told,not told,0,600,0,0,0,0,not told,not told,,not"
                  + " told,1,0,0,");
      Matcher agent = AGENT.matcher(page);
      assertThat(agent.find()).isTrue();
      assertThat(office.browser().get(agent.group()).body())
          .contains("<dd>not told", "Talking · queue");
      String live = office.browser().get("/portal/live").body();
      assertThat(live).contains("Not told", "logged in: not told", "data-tone=\"untold\"");
      assertThat(office.browser().get("/portal/calls?agent=301").body()).contains("1–1 of 1");
      String report =
          office
              .browser()
              .get(
                  "/portal/reports.csv?range=today&by=agent&m=logged-in.available.handling.occupancy.acw")
              .body();
      assertThat(report.lines().toList().get(1))
          .isEqualTo("301,not told,not told,600.000,not told,not told");
      assertThat(
              office
                  .browser()
                  .get("/portal/reports?range=today&by=hour&m=logged-in.occupancy")
                  .body())
          .contains("not told, because the phone system reports no agent statuses");

      world.send(
          office.key(), "[" + event(at(20), "AgentReady", "agent", "301", "name", "Ivy") + "]");
      world.goTo(at(30));
      assertThat(office.browser().get("/portal/agents.csv").body().lines().toList().get(1))
          .isEqualTo("2026-11-22,Ivy,301,600,600,0,600,0,0,0,0,0,0,,0,1,0,0,");
    }
  }

  @Test
  @DisplayName("C13: the wrap-up of a queue is a setting, for phone systems that don't report it")
  void wrapUpOfQueue() {
    try (Office office = morning("Wrap-up of queue")) {
      Measures usual = Measures.usual();
      world
          .the(CustomerSettings.class)
          .setMeasures(
              office.id(),
              new Measures(
                  usual.serviceLevel(),
                  usual.shortAbandon(),
                  usual.wrapUp(),
                  usual.dayStart(),
                  usual.internalDigits(),
                  usual.internalPrefixes(),
                  Map.of("Reception", Duration.ofMinutes(3), "Sales", Duration.ofMinutes(9))),
              0,
              world.dana());
      assertThat(words(amy(office).spells())).contains("TALKING_QUEUE 10", "WRAP_UP 3", "READY 8");
      assertThat(
              office
                  .browser()
                  .get("/portal/reports.csv?range=today&by=queue&m=acw.aht")
                  .body()
                  .lines()
                  .toList()
                  .get(1))
          .isEqualTo("Reception,180.000,780.000");
    }
  }

  @Test
  @DisplayName("B5: another customer's agent answers like an unknown one")
  void foreign() {
    try (Office mine = morning("Mine");
        Office theirs = office("Theirs")) {
      Matcher agent = AGENT.matcher(mine.browser().get("/portal/agents").body());
      assertThat(agent.find()).isTrue();
      assertThat(theirs.browser().get(agent.group()).statusCode()).isEqualTo(404);
      assertThat(theirs.browser().get(agent.group() + "/day.csv").statusCode()).isEqualTo(404);
      assertThat(theirs.browser().get("/portal/agents/nonsense").statusCode()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("C4, C9: after reinstatement the day names its gap, and spans cut at T say so")
  void gap() {
    try (Office office = morning("Gap")) {
      world.terminate(office.id());
      world.goTo(START.plus(Duration.ofHours(2)));
      world.reinstate(office.id());
      world.send(
          office.key(),
          event(
              START.plus(Duration.ofHours(2)), "AgentReady", "agent", "201", "name", "Amy Clarke"));
      world.goTo(START.plus(Duration.ofHours(3)));
      try (Browser browser = browser(office.id())) {
        String page = browser.get("/portal/agents").body();
        assertThat(page)
            .contains(
                "No service from 22 Nov 2026, 09:40 to 22 Nov 2026, 11:00 (1 hour 20 minutes)")
            .contains("class=\"gap\"", "class=\"cut\"", "cut off: service ended");
        Matcher agent = AGENT.matcher(page);
        assertThat(agent.find()).isTrue();
        assertThat(browser.get(agent.group()).body())
            .contains("cut off: service ended", "No service from");
        assertThat(browser.get("/portal/agents.csv").body()).contains("No service from");
        assertThat(browser.get(agent.group() + "/day.csv").body())
            .contains("2026-11-22T09:40:00.000000Z,2026-11-22T11:00:00.000000Z,,No service");
      }
    }
  }

  @Test
  @DisplayName("A8: days of 23 and 25 hours have their hours, and the own day start moves the day")
  void clockChanges() {
    try (Office office = office("Clocks")) {
      AgentDays days = world.the(AgentDays.class);
      assertThat(office.browser().get("/portal/agents?day=2026-10-25").body())
          .contains("This day has 25 hours");
      assertThat(office.browser().get("/portal/agents?day=2026-03-29").body())
          .contains("This day has 23 hours");
      Measures usual = Measures.usual();
      world
          .the(CustomerSettings.class)
          .setMeasures(
              office.id(),
              new Measures(
                  usual.serviceLevel(),
                  usual.shortAbandon(),
                  usual.wrapUp(),
                  LocalTime.of(10, 0),
                  usual.internalDigits(),
                  usual.internalPrefixes()),
              0,
              world.dana());
      // It is 09:00: still yesterday's day.
      assertThat(days.frame(office.id(), Optional.empty()).day().date())
          .isEqualTo(LocalDate.of(2026, 11, 21));
      assertThat(office.browser().get("/portal/agents").body()).contains("Sat 21 Nov 2026");
    }
  }

  @Test
  @DisplayName("Totals by status: holds are taken out of the talk they lie in")
  void holds() {
    try (Office office = office("Holds")) {
      world.send(
          office.key(),
          "["
              + event(at(1), "AgentLoggedIn", "agent", "201", "name", "Amy Clarke")
              + ","
              + event(at(2), "QueueEntered", "callRef", "h", "queue", "Sales")
              + ","
              + event(
                  at(3),
                  "QueueAnswered",
                  "callRef",
                  "h",
                  "queue",
                  "Sales",
                  "legRef",
                  "x",
                  "agent",
                  "201")
              + ","
              + event(at(5), "LegHeld", "callRef", "h", "legRef", "x")
              + ","
              + event(at(8), "LegRetrieved", "callRef", "h", "legRef", "x")
              + ","
              + event(at(13), "CallEnded", "callRef", "h", "by", "agent")
              + "]");
      world.goTo(at(20));
      AgentDay amy = amy(office);
      assertThat(amy.totals().of(AgentStatus.ON_HOLD)).isEqualTo(Duration.ofMinutes(3));
      assertThat(amy.totals().of(AgentStatus.TALKING_QUEUE)).isEqualTo(Duration.ofMinutes(7));
      assertThat(amy.totals().handling()).isEqualTo(Duration.ofMinutes(10));
    }
  }
}
