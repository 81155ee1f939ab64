package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Sources;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.RawConnection;
import dev.tenure.testing.Story;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All of Tenure while somebody attacks it over sockets, with the limits that it has without any
 * setting. What counts is that others are answered while the attackers are still connected.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final int ATTACKER = 66;

  private final List<RawConnection> attack = new ArrayList<>();
  private Site site;
  private int port;
  private ResellerId north;
  private CustomerId acme;
  private CustomerId other;

  @BeforeAll
  void start() {
    site = new Site();
    port = URI.create(site.root()).getPort();
    north = site.reseller("North");
    ResellerId south = site.reseller("South");
    site.person(new Organisation.Reseller(north), "nora", Permission.CUSTOMER_ADMINISTRATOR);
    acme = site.customer(north, "acme");
    other = site.customer(south, "other");
    for (Map.Entry<String, CustomerId> each : Map.of("ann", acme, "oscar", other).entrySet()) {
      site.person(
          new Organisation.Customer(each.getValue()),
          each.getKey(),
          Permission.WEBSITE_USER,
          Permission.USER_ADMINISTRATOR);
    }
  }

  @AfterAll
  void stop() {
    site.close();
  }

  private void attack(int times, String bytes) throws IOException {
    for (int i = 0; i < times; i++) {
      RawConnection one = new RawConnection(port, ATTACKER);
      attack.add(one);
      try {
        one.send(bytes);
      } catch (IOException turnedAway) {
        // It had too many already.
      }
    }
  }

  private void endOfAttack() throws IOException {
    for (RawConnection one : attack) {
      one.close();
    }
    attack.clear();
  }

  private String key(CustomerId customer) {
    return site.the(Sources.class)
        .create(customer, "phones", Story.dana(customer.equals(acme) ? north : south()))
        .key();
  }

  private ResellerId south() {
    return new ResellerId(
        site.database
            .jdbc()
            .sql("SELECT reseller_id FROM customer WHERE id = :id")
            .param("id", other.value())
            .query(java.util.UUID.class)
            .single());
  }

  private String events(String key, String body) throws IOException {
    return RawConnection.exchange(port, intake(key, body.length()) + body);
  }

  private static String intake(String key, int length) {
    return "POST /intake/v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
            .formatted(key)
        + "Content-Length: %d\r\n\r\n".formatted(length);
  }

  /** Everybody else signs in, sees pages, acts and sends events. */
  private void othersAreServed(String key) throws Exception {
    Site.Browser nora = site.browser().signIn("nora");
    assertThat(nora.get("/reseller/customers").statusCode()).isEqualTo(200);
    Site.Browser oscar = site.browser().signIn("oscar");
    assertThat(oscar.get("/portal/live").statusCode()).isEqualTo(200);
    assertThat(events(key, "[]")).startsWith("HTTP/1.1 200");
    assertThat(site.browser().get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  @DisplayName("500 half-sent forms without a session stop nobody else")
  void halfSentForms() throws Exception {
    String key = key(other);
    try {
      attack(
          500,
          "POST /signin HTTP/1.1\r\nHost: x\r\n%sContent-Length: 100\r\n\r\nemail=a"
              .formatted(FORM));
      othersAreServed(key);
    } finally {
      endOfAttack();
    }
  }

  @Test
  @DisplayName("500 half-sent forms of somebody signed in stop nobody, not their own colleagues")
  void halfSentFormsSignedIn() throws Exception {
    Site.Browser ann = site.browser().signIn("ann");
    String cookies =
        ann.cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    String key = key(other);
    try {
      attack(
          500,
          "POST /portal/settings HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n%sContent-Length: 60000\r\n\r\na=b"
              .formatted(cookies, FORM));
      othersAreServed(key);
      assertThat(ann.get("/portal/live").statusCode()).isEqualTo(200);
    } finally {
      endOfAttack();
    }
  }

  @Test
  @DisplayName("Slow bodies with the key of one source leave turns to others, and to their own")
  void slowEvents() throws Exception {
    String mine = key(acme);
    String theirs = key(other);
    try {
      attack(300, intake(mine, 5_000_000) + "[{\"id\":\"1\"");
      assertThat(events(theirs, "[]")).startsWith("HTTP/1.1 200");
      assertThat(events(mine, "[]")).as("the same source").startsWith("HTTP/1.1 200");
      othersAreServed(theirs);
    } finally {
      endOfAttack();
    }
  }

  @Test
  @DisplayName("A source that has filled its share of memory has to slow down; others fit in")
  void largeEvents() throws Exception {
    String mine = key(acme);
    String theirs = key(other);
    try {
      // All but the end of each: 30 times 1 MB, of which one source may have 16 MiB.
      attack(30, intake(mine, 1_000_000) + "[" + " ".repeat(999_000));
      String answer = events(mine, "[" + " ".repeat(3_000_000) + "]");
      for (int i = 0; i < 200 && !answer.contains(" 429 "); i++) {
        // Until the server has read what was sent to it.
        answer = events(mine, "[" + " ".repeat(3_000_000) + "]");
      }
      assertThat(answer).contains(" 429 ", "\"code\":\"slow-down\"", "Retry-After: 1");
      assertThat(events(theirs, "[" + " ".repeat(2_000_000) + "]")).startsWith("HTTP/1.1 200");
    } finally {
      endOfAttack();
    }
  }

  @Test
  @DisplayName("Unknown keys are refused without their body, and in any number delay nobody")
  void unknownKeys() throws Exception {
    String theirs = key(other);
    try {
      attack(300, intake("tik_" + "x".repeat(43), 5_000_000) + "[");
      assertThat(attack.getFirst().readAll()).startsWith("HTTP/1.1 401");
      othersAreServed(theirs);
    } finally {
      endOfAttack();
    }
  }

  @Test
  @DisplayName("2,000 idle connections of one address are bounded, and others get in")
  void idle() throws Exception {
    String key = key(other);
    try {
      attack(2000, "");
      othersAreServed(key);
      assertThat(attack.getLast().readAll()).as("turned away").doesNotContain("200");
    } finally {
      endOfAttack();
    }
  }

  @Test
  @DisplayName(
      "A tenant's slow reports delay neither others' nor its own sign-in, pages and events")
  void slowReports() throws Exception {
    Site.Browser ann = site.browser().signIn("ann");
    String cookie = "tenure=" + ann.cookies.get("tenure");
    String key = key(other);
    try (Connection lock =
            DriverManager.getConnection(
                site.database.jdbcUrl(), site.database.user(), site.database.password());
        Statement statement = lock.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = 0");
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE report_view");
      attack(80, "GET /portal/reports HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n".formatted(cookie));
      HttpResponse<String> more = ann.get("/portal/reports");
      assertThat(more.statusCode()).isEqualTo(429);
      assertThat(more.body()).contains("Other reports or downloads of your organisation");
      assertThat(more.headers().firstValue("Retry-After")).hasValue("10");
      othersAreServed(key);
      assertThat(ann.get("/portal/live").statusCode()).isEqualTo(200);
      site.browser().signIn("ann");
      lock.rollback();
    } finally {
      endOfAttack();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%ff HTTP/1.1",
        "GET /\u00ff HTTP/1.1",
        "GET /%00 HTTP/1.1",
        "GET /%c0%af HTTP/1.1",
        "GET /activate/%ed%a0%80 HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /assets/../../etc/passwd HTTP/1.1",
        "GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
        "GET /assets/..%2f..%2fetc HTTP/1.1",
        "GET /assets/..\\x HTTP/1.1",
        "GET /signin;jsessionid=1 HTTP/1.1",
        "GET //signin HTTP/1.1",
        "GET /signin?a=\u00ff HTTP/1.1",
        "GET /signin?a={} HTTP/1.1",
        "GET http://elsewhere.example/signin HTTP/1.1",
        "GET * HTTP/1.1",
        "CONNECT x:1 HTTP/1.1",
        "TRACE / HTTP/1.1",
        "FOO / HTTP/1.1",
        "G{T / HTTP/1.1",
        "GET / HTTP/3.0",
        "GET / HTTPX",
        "\u0016\u0003\u0001",
        "GET / HTTP/1.1\r\nHost: other",
        "GET / HTTP/1.1\r\nX Y: z",
        "GET / HTTP/1.1\r\nnonsense",
        "GET / HTTP/1.1\r\nX: a\u0000b",
        "GET / HTTP/1.1\r\nCookie: tenure=a\u0001b",
        "POST /signin HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        "POST /signin HTTP/1.1\r\nContent-Length: -1",
        "POST /signin HTTP/1.1\r\nContent-Length: 99999999999999999999",
        "POST /signin HTTP/1.1\r\nTransfer-Encoding: gzip",
        "POST /signin HTTP/1.1\r\nTransfer-Encoding: chunked, chunked",
        "POST /signin HTTP/1.1\r\nExpect: nonsense",
        "POST /intake/v1/%ff HTTP/1.1",
        "POST /intake/v1/events;x HTTP/1.1"
      })
  @DisplayName("Bounds: what breaks the rules of HTTP is refused in our words, never with 5xx")
  void broken(String head) throws IOException {
    refused(
        RawConnection.exchange(
            port, head + "\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\n\r\n"),
        head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nabc\r\n0\r\n\r\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n",
        "-1\r\n\r\n",
        "1\r\na\r\n0\r\nX: \u0000\r\n\r\n"
      })
  @DisplayName("Bounds: a malformed chunk is refused with 400, in a form as in events")
  void brokenChunks(String body) throws IOException {
    String chunked = "Host: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n";
    String form =
        RawConnection.exchange(
            port,
            "POST /signin HTTP/1.1\r\n" + chunked + FORM + "Accept: text/html\r\n\r\n" + body);
    refused(form, body);
    String events =
        RawConnection.exchange(
            port,
            "POST /intake/v1/events HTTP/1.1\r\n"
                + chunked
                + "Authorization: Bearer %s\r\n\r\n".formatted(key(other))
                + body);
    assertThat(events).startsWith("HTTP/1.1 400").contains("\"code\":\"broken-body\"");
  }

  @Test
  @DisplayName("Bounds: forms of another encoding, in parts, too large or too many fields: 4xx")
  void oddForms() throws IOException {
    for (String type :
        List.of(
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/x-www-form-urlencoded; charset=bogus",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            ";;;",
            "\u00ff/x")) {
      refused(
          RawConnection.exchange(
              port,
              "POST /signin HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\nContent-Type: %s\r\nContent-Length: 3\r\n\r\na=b"
                  .formatted(type)),
          type);
    }
    for (String form :
        List.of("a=" + "b".repeat(140_000), "a=1&".repeat(2_000), "%ff=1", "a=\u00ff")) {
      refused(
          RawConnection.exchange(
              port,
              "POST /signin HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\n%sContent-Length: %d\r\n\r\n%s"
                  .formatted(FORM, form.length(), form)),
          form.substring(0, 3));
    }
    refused(
        RawConnection.exchange(
            port,
            "GET /signin?%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\n\r\n"
                .formatted("a&".repeat(1_500))),
        "many parameters");
  }

  private static void refused(String answer, String request) {
    assertThat(answer).as(request).matches("(?s)HTTP/1.1 4[0-9][0-9].*");
    assertThat(answer)
        .as(request)
        .containsAnyOf("<h1>", "<h1 ", "\"code\":\"")
        .doesNotContain("Exception", "\tat ", "Tomcat");
  }

  @Test
  @DisplayName("Events are taken whatever content type they bear, even that of a form")
  void eventsAsForm() throws IOException {
    String body = "[{\"id\":\"1\"}]";
    String sent = intake(key(other), body.length()).replace("\r\n\r\n", "\r\n" + FORM + "\r\n");
    assertThat(RawConnection.exchange(port, sent + body)).contains("\"malformed\":1");
  }

  @Test
  @DisplayName("Health is open to all, reveals status words only, and takes HEAD")
  void health() throws Exception {
    Site.Browser anybody = site.browser();
    assertThat(anybody.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
    assertThat(anybody.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    assertThat(anybody.send("HEAD", "/health/ready").statusCode()).isEqualTo(200);
    assertThat(anybody.get("/health/ready").headers().firstValue("Cache-Control"))
        .hasValue("no-store");
    assertThat(anybody.cookies).isEmpty();
    assertThat(anybody.get("/actuator/health").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("Headers of proxies are believed from trusted proxies only: here from nobody")
  void spoofed() throws IOException {
    String answer =
        RawConnection.exchange(
            port,
            "GET /signin HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\n"
                + "X-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\n"
                + "Forwarded: for=1.2.3.4;proto=https\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("Set-Cookie: tenure-csrf=")
        .doesNotContain("__Host-", "Strict-Transport-Security");
  }
}
