package dev.tenure.customer;

import static dev.tenure.customer.PortalWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import dev.tenure.platform.CustomerId;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** B1: every route of the portal, in every state of the account. */
class PortalRoutesTest {

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

  private record Visitor(CustomerId customer, Browser browser) {}

  private Visitor visitor(String name) {
    CustomerId customer = world.customer(name);
    String email = "person" + ++people + "@example.com";
    world.administrator(customer, email);
    return new Visitor(customer, world.signedIn(email));
  }

  /** Everything below /portal, and the person's own pages. */
  private static Stream<RouteRule> routes() {
    return world.the(RouteTable.class).rules().stream()
        .filter(
            rule -> rule.pattern().startsWith("/portal") || rule.pattern().startsWith("/profile"));
  }

  private static String path(RouteRule rule) {
    return rule.pattern().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
  }

  private static List<String> pages() {
    return routes()
        .filter(rule -> rule.method().equals(HttpMethod.GET))
        .map(PortalRoutesTest::path)
        .toList();
  }

  private static void assertWorks(Browser browser) throws IOException {
    for (String page : pages()) {
      HttpResponse<InputStream> answer = browser.open(page);
      assertThat(answer.statusCode()).as(page).isIn(200, 302, 303, 404);
      answer.body().close();
    }
  }

  private static void assertRefused(Browser browser) throws IOException {
    for (String page : pages()) {
      assertThat(browser.get(page).statusCode()).as(page).isEqualTo(403);
      assertThat(browser.get(page).body())
          .as(page)
          .contains("Northwind Telecom")
          .doesNotContain("secret reason", "/portal/live\"");
      HttpResponse<InputStream> stream = browser.open(page);
      assertThat(stream.statusCode()).as(page).isEqualTo(403);
      stream.body().close();
    }
    for (RouteRule rule : routes().filter(r -> r.method().equals(HttpMethod.POST)).toList()) {
      assertThat(browser.submit("/signin", path(rule), java.util.Map.of()).statusCode())
          .as(rule.toString())
          .isEqualTo(403);
    }
  }

  @Test
  @DisplayName("The portal has its routes")
  void routesExist() {
    assertThat(pages())
        .contains("/portal/live", "/portal/live/stream", "/portal/calls", "/portal/calls.csv")
        .contains("/portal/audit", "/portal/users", "/profile");
  }

  @Test
  @DisplayName("B1: Active, every route lets the customer's people in")
  void active() throws IOException {
    try (Browser browser = visitor("Active").browser()) {
      assertWorks(browser);
    }
  }

  @Test
  @DisplayName("B1: Disabled, every route refuses and says whom to contact; after re-enabling, B3")
  void disabled() throws IOException {
    Visitor visitor = visitor("Disabled");
    try (Browser browser = visitor.browser()) {
      world.disable(visitor.customer());
      assertRefused(browser);
      world.goTo(START.plusSeconds(60));
      world.reenable(visitor.customer());
      assertThat(browser.get("/portal/live").headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).contains("/signin"));
    }
  }

  @Test
  @DisplayName("B1: Terminated, every route refuses")
  void terminated() throws IOException {
    Visitor visitor = visitor("Terminated");
    try (Browser browser = visitor.browser()) {
      world.goTo(START.plusSeconds(60));
      world.terminate(visitor.customer());
      assertRefused(browser);
    }
  }

  @Test
  @DisplayName(
      "A2, B2: with a T every route works until T and refuses from T on, by the clock alone")
  void scheduled() throws IOException {
    Visitor visitor = visitor("Scheduled");
    Instant t = START.plus(Duration.ofMinutes(20));
    try (Browser browser = visitor.browser()) {
      world.terminateAt(visitor.customer(), t);
      world.goTo(t.minusNanos(1000));
      assertWorks(browser);
      world.goTo(t);
      assertRefused(browser);
    }
  }

  @Test
  @DisplayName("A14: a held reseller's customers go on")
  void heldReseller() throws IOException {
    try (Browser browser = visitor("Of a held reseller").browser()) {
      world.holdReseller();
      assertWorks(browser);
    }
  }

  @Test
  @DisplayName("Who hasn't signed in is led to the sign-in page, and a stream is refused")
  void nobody() throws IOException {
    try (Browser browser = new Browser(world.root())) {
      for (String page : pages()) {
        HttpResponse<String> answer = browser.get(page);
        assertThat(answer.statusCode()).as(page).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
            .as(page)
            .hasValueSatisfying(to -> assertThat(to).startsWith("/signin"));
      }
      HttpResponse<InputStream> stream = browser.open("/portal/live/stream");
      assertThat(stream.statusCode()).isEqualTo(401);
      stream.body().close();
    }
  }
}
