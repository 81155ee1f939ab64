package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.Sources;
import dev.tenure.identity.signin.BaseUrl;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.Story;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The gate, the route table and identity's pages, over HTTP. */
class SiteTest {

  private static Site site;
  private static ResellerId northwind;

  @BeforeAll
  static void start() {
    // As behind a proxy, so that https can be tried without a certificate.
    site = new Site("--tenure.proxy.trusted=127.0.0.1");
    northwind = site.reseller("Northwind");
    site.person(
        new Organisation.Support(), "sam", Permission.SUPPORT, Permission.SUPPORT_ADMINISTRATOR);
    site.person(
        new Organisation.Reseller(northwind),
        "dana",
        Permission.CUSTOMER_ADMINISTRATOR,
        Permission.MANAGE_USERS);
    site.person(new Organisation.Reseller(northwind), "ron", Permission.WEBSITE_ACCESS);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static CustomerId customer(String name) {
    CustomerId id = site.customer(northwind, name);
    site.person(
        new Organisation.Customer(id),
        name,
        Permission.WEBSITE_USER,
        Permission.USER_ADMINISTRATOR);
    return id;
  }

  @Test
  @DisplayName(
      "Every handler there is has its line in the route table, and nothing else is reached")
  void everyRouteIsCovered() {
    RouteTable table = site.the(RouteTable.class);
    List<String> uncovered = new ArrayList<>();
    for (Object mapping : site.all(RequestMappingHandlerMapping.class).values()) {
      ((RequestMappingHandlerMapping) mapping)
          .getHandlerMethods()
          .keySet()
          .forEach(info ->
              info.getPatternValues()
                  .forEach(pattern ->
                      methods(
                              info.getMethodsCondition().getMethods().stream()
                                  .map(method -> method.asHttpMethod())
                                  .toList())
                          .forEach(method -> {
                            String path = pattern.replaceAll("\\{[^}]+}", "x");
                            if (table.find(method, PathContainer.parsePath(path)).isEmpty()) {
                              uncovered.add(method + " " + pattern);
                            }
                          })));
    }
    // Where the container sends failures; nobody reaches it from outside.
    uncovered.removeIf(route -> route.endsWith(" /error"));
    assertThat(uncovered).isEmpty();
  }

  private static List<HttpMethod> methods(List<HttpMethod> declared) {
    return declared.isEmpty() ? List.of(HttpMethod.GET, HttpMethod.POST) : declared;
  }

  @Test
  @DisplayName(
      "Every route has its cost: files are heavy; what lets in, out, stops or restores never waits")
  void costs() {
    List<String> otherHeavy = new ArrayList<>();
    int vital = 0;
    for (RouteRule rule : site.the(RouteTable.class).rules()) {
      String last = rule.pattern().replaceFirst(".*/", "");
      boolean file = rule.pattern().matches(".*\\.(csv|pdf|json)");
      boolean act =
          List.of("disable", "re-enable", "terminate", "terminate-on", "withdraw").contains(last)
              || List.of(
                      "hold",
                      "lift",
                      "reinstate",
                      "deactivate",
                      "reactivate",
                      "link",
                      "key",
                      "sign-out")
                  .contains(last);
      boolean forAll = !(rule.door() instanceof Door.For || rule.door() instanceof Door.Of);
      Cost expected = file ? Cost.HEAVY : act || forAll ? Cost.VITAL : rule.cost();
      assertThat(rule.cost()).as(rule.toString()).isEqualTo(expected);
      vital += act ? 1 : 0;
      if (rule.cost() == Cost.VITAL) {
        assertThat(act || forAll).as(rule.toString()).isTrue();
      }
      if (rule.cost() == Cost.HEAVY && !file) {
        otherHeavy.add(rule.method() + " " + rule.pattern());
      }
    }
    assertThat(vital).isGreaterThan(25);
    assertThat(otherHeavy)
        .containsExactlyInAnyOrder(
            "GET /portal/reports",
            "GET /reseller/billing/estimate",
            "POST /reseller/phone-systems/{source}/import");
  }

  @Test
  @DisplayName("B1: every guarded route refuses those who have not signed in, and the stopped")
  void everyGuardedRouteRefuses() throws Exception {
    CustomerId acme = customer("walker");
    Site.Browser stopped = site.browser().signIn("walker");
    site.stop(acme, true);
    int guarded = 0;
    for (RouteRule rule : site.the(RouteTable.class).rules()) {
      if (rule.door() instanceof Door.Asset
          || rule.door() instanceof Door.Open
          || rule.door() instanceof Door.OwnKeys) {
        continue;
      }
      guarded++;
      String path = rule.pattern().replaceAll("\\{[^}]+}", "x").replace("/**", "/x");
      HttpResponse<String> refused = stopped.send(rule.method().name(), path);
      assertThat(refused.statusCode()).as(rule + " when stopped").isEqualTo(403);
      assertThat(refused.body())
          .as(rule + " when stopped")
          .contains("Northwind", "desk@example.com");
      HttpResponse<String> nobody =
          site.browser().accepting("application/json").send(rule.method().name(), path);
      assertThat(nobody.statusCode()).as(rule + " for nobody").isEqualTo(401);
      assertThat(nobody.body()).contains("\"code\":\"not-signed-in\"");
    }
    assertThat(guarded).isGreaterThan(20);
    assertThat(
            site.database
                .jdbc()
                .sql(
                    "SELECT count(*) FROM audit_entry WHERE outcome = 'access-stopped' AND"
                        + " customer_id = :id")
                .param("id", acme.value())
                .query(Integer.class)
                .single())
        .as("entries of that hammering")
        .isLessThanOrEqualTo(3);
  }

  @Test
  @DisplayName(
      "Nobody of another level, and nobody without the permission, is let in: 403, once recorded")
  void everyDoorAsksForItsAct() throws Exception {
    customer("plain");
    Map<String, Site.Browser> browsers = new HashMap<>();
    for (String name : List.of("sam", "dana", "ron", "plain")) {
      browsers.put(name, site.browser().signIn(name));
    }
    for (RouteRule rule : site.the(RouteTable.class).rules()) {
      if (!(rule.door() instanceof Door.For(Act act)) || !rule.method().equals(HttpMethod.GET)) {
        continue;
      }
      String path = rule.pattern().replaceAll("\\{[^}]+}", "x");
      for (String name : new TreeSet<>(browsers.keySet())) {
        boolean may =
            switch (name) {
              case "sam" -> act.level() == dev.tenure.platform.Level.SUPPORT;
              case "dana" ->
                  Grants.of(List.of(Permission.CUSTOMER_ADMINISTRATOR, Permission.MANAGE_USERS))
                      .contains(act);
              case "ron" -> Grants.of(List.of(Permission.WEBSITE_ACCESS)).contains(act);
              default ->
                  Grants.of(List.of(Permission.WEBSITE_USER, Permission.USER_ADMINISTRATOR))
                      .contains(act);
            };
        if (!may) {
          HttpResponse<String> answer = Objects.requireNonNull(browsers.get(name)).get(path);
          assertThat(answer.statusCode()).as(name + " at " + path).isEqualTo(403);
        }
      }
    }
  }

  @Test
  @DisplayName("What the table does not name is not there, for anybody")
  void unknown() throws Exception {
    for (String path :
        List.of("/nowhere", "/error", "/actuator", "/actuator/env", "/reseller/users/")) {
      assertThat(site.browser().get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(site.browser().send("DELETE", "/profile").statusCode()).isEqualTo(404);
    assertThat(site.browser().send("OPTIONS", "/signin").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /signin?next=%zz",
        "GET /signin?next=%f",
        "GET /signin?next=%",
        "GET /signin?next=%ff%fe",
        "GET /signin?next=%c3%28",
        "GET /signin?next=%ed%a0%80",
        "GET /intake/v1/events?next=%ff",
        "POST /signin email=%zz",
        "POST /signin email=a&password=%f"
      })
  @DisplayName("Bounds: what can't be decoded is refused with 400, before it is processed")
  void unreadable(String request) throws Exception {
    String answer = raw(request);
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "\tat ");
    assertThat(answer).contains(request.startsWith("GET") ? "next" : "A field of the form");
  }

  @Test
  @DisplayName("Bounds: a field with bytes or characters that aren't text is refused by its name")
  void faultyFields() throws Exception {
    for (String email : List.of("a%00b", "a%0d%0ab", "a%e2%80%aeb", "a%e2%80%8bb", "a%ffb")) {
      String token =
          site.browser()
              .get("/signin")
              .body()
              .replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
      assertThat(token).isNotBlank();
      String answer = raw("GET /signin?email=" + email);
      assertThat(answer).as(email).matches("(?s)HTTP/1.1 (400|422).*").contains("email");
    }
    Site.Browser dana = site.browser().signIn("dana");
    assertThat(dana.get("/reseller/users?q=a%00b").statusCode()).isEqualTo(422);
    assertThat(dana.get("/reseller/users?q=a%00b").body()).contains("The field “q”");
  }

  @Test
  @DisplayName("Behind a trusted proxy the trail has the client's address, as the proxy reports it")
  void addressBehindProxy() throws Exception {
    site.person(new Organisation.Reseller(northwind), "prue", Permission.WEBSITE_ACCESS);
    Site.Browser prue = site.browser().by("198.51.100.1, 203.0.113.77").signIn("prue");
    assertThat(prue.get("/profile").statusCode()).isEqualTo(200);
    assertThat(
            site.database
                .jdbc()
                .sql("SELECT DISTINCT address FROM audit_entry WHERE actor_name = 'prue'")
                .query(String.class)
                .list())
        .containsExactly("203.0.113.77");
  }

  /** Sends what no client would. */
  private static String raw(String request) throws Exception {
    java.net.URI root = java.net.URI.create(site.root());
    String[] words = request.split(" ", 3);
    String form = words.length < 3 ? "" : words[2];
    String sent =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n"
                .formatted(words[0], words[1])
            + (form.isEmpty()
                ? ""
                : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n"
                    .formatted(form.length()))
            + "\r\n"
            + form;
    try (java.net.Socket socket =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), root.getPort())) {
      socket.getOutputStream().write(sent.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("Sign-in leads to the right portal, or to the page one came for")
  void leads() throws Exception {
    customer("lead");
    assertThat(Site.location(signIn("sam", ""))).isEqualTo("/support");
    assertThat(Site.location(signIn("dana", ""))).isEqualTo("/reseller");
    assertThat(Site.location(signIn("lead", ""))).isEqualTo("/portal");
    HttpResponse<String> first = site.browser().get("/reseller/users?q=a%20b");
    assertThat(Site.location(first)).isEqualTo("/signin?next=%2Freseller%2Fusers%3Fq%3Da%2520b");
    assertThat(Site.location(signIn("dana", "/reseller/users?q=a%20b")))
        .isEqualTo("/reseller/users?q=a%20b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/reseller/",
        "/\\evil.example",
        "/support/users",
        "/reseller/../signout",
        "/reseller/x\r\nSet-Cookie: a=b",
        "javascript:alert(1)"
      })
  @DisplayName("Nobody is led anywhere but into their own portal")
  void noOpenRedirect(String next) throws Exception {
    assertThat(Site.location(signIn("dana", next))).isEqualTo("/reseller");
  }

  private static HttpResponse<String> signIn(String name, String next) throws Exception {
    Site.Browser browser = site.browser();
    browser.get("/signin");
    return browser.post(
        "/signin", Map.of("email", name + "@example.com", "password", Site.PASSWORD, "next", next));
  }

  @Test
  @DisplayName("A wrong password shows the form again with the e-mail address, and says no more")
  void wrong() throws Exception {
    Site.Browser browser = site.browser();
    browser.get("/signin");
    HttpResponse<String> answer =
        browser.post("/signin", Map.of("email", "dana@example.com", "password", "no"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("value=\"dana@example.com\"", "don’t fit together");
    assertThat(browser.cookies).doesNotContainKey("tenure");
  }

  @Test
  @DisplayName(
      "B4: the right password to a stopped account names the contact; programs get the code")
  void stopped() throws Exception {
    CustomerId acme = customer("halt");
    Site.Browser before = site.browser().signIn("halt");
    site.stop(acme, true);

    HttpResponse<String> page = signIn("halt", "");
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("Access has been stopped", "Northwind", "desk@example.com");
    assertThat(Site.setCookies(page)).noneMatch(cookie -> cookie.startsWith("tenure="));
    HttpResponse<String> problem = before.accepting("text/event-stream").get("/portal");
    assertThat(problem.statusCode()).isEqualTo(403);
    assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.body()).contains("\"code\":\"access-stopped\"");
    // Still they may sign in as somebody else.
    assertThat(before.accepting("text/html").get("/signin").statusCode()).isEqualTo(200);

    site.stop(acme, false);
    assertThat(Site.location(before.get("/portal"))).startsWith("/signin");
    assertThat(Site.location(signIn("halt", ""))).isEqualTo("/portal");
  }

  @Test
  @DisplayName("A form without our token is refused, and so is one with another browser's")
  void csrf() throws Exception {
    Site.Browser browser = site.browser().signIn("dana");
    browser.get("/profile");
    assertThat(browser.post("/signout", Map.of("_csrf", "")).statusCode()).isEqualTo(403);
    assertThat(browser.post("/signout", Map.of("_csrf", "x".repeat(60))).statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/profile").statusCode()).isEqualTo(200);
    assertThat(Site.location(browser.post("/signout", Map.of()))).isEqualTo("/signin");
    assertThat(Site.location(browser.get("/profile"))).startsWith("/signin");
  }

  @Test
  @DisplayName("Cookies are out of scripts' reach; over https they are bound to the host")
  void cookies() throws Exception {
    HttpResponse<String> plain = signIn("dana", "");
    assertThat(Site.setCookies(plain))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("tenure=")
                .contains("Path=/", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure", "Max-Age", "Domain"));

    Site.Browser browser = site.browser().overHttps();
    browser.get("/signin");
    HttpResponse<String> secure =
        browser.post("/signin", Map.of("email", "dana@example.com", "password", Site.PASSWORD));
    assertThat(Site.setCookies(secure))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("__Host-tenure=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax"));
    assertThat(browser.cookies.keySet())
        .containsExactlyInAnyOrder("__Host-tenure", "__Host-tenure-csrf", "__Host-tenure-browser");
    assertThat(secure.headers().firstValue("Strict-Transport-Security")).isPresent();
    // A plain cookie, which a network attacker could have planted, opens nothing over https.
    Site.Browser planted = site.browser().overHttps();
    planted.cookies.put("tenure", browser.cookies.get("__Host-tenure"));
    assertThat(planted.get("/profile").statusCode()).isEqualTo(303);
  }

  @Test
  @DisplayName("Every page carries strict headers, no container session, and is kept nowhere")
  void headers() throws Exception {
    Site.Browser browser = site.browser().signIn("dana");
    for (HttpResponse<String> page :
        List.of(browser.get("/profile"), site.browser().get("/signin"), browser.get("/nowhere"))) {
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy ->
              assertThat(policy)
                  .contains(
                      "default-src 'self'",
                      "form-action 'self'",
                      "frame-ancestors 'none'",
                      "base-uri 'none'")
                  .doesNotContain("unsafe"));
      assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
      assertThat(page.headers().firstValue("Cache-Control"))
          .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
      assertThat(page.body()).doesNotContain("<script>", " style=", " onclick=");
    }
    assertThat(browser.cookies.keySet()).doesNotContain("JSESSIONID");
  }

  @Test
  @DisplayName("Assets are for everybody, cacheable, and set no cookie")
  void assets() throws Exception {
    String sheet = site.the(dev.tenure.platform.web.Assets.class).styles().getFirst();
    HttpResponse<String> answer = site.browser().get(sheet);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("public", "max-age"));
    assertThat(Site.setCookies(answer)).isEmpty();
  }

  @Test
  @DisplayName("The profile lists one's sessions, ends one, and ends all")
  void profile() throws Exception {
    site.person(new Organisation.Reseller(northwind), "pia", Permission.WEBSITE_ACCESS);
    Site.Browser here = site.browser().signIn("pia");
    Site.Browser there = site.browser().signIn("pia");
    String page = here.get("/profile").body();
    assertThat(page).contains("pia@example.com", "Website access", "this one", "Europe/London");
    String end = page.replaceAll("(?s).*(/profile/sessions/[0-9a-f-]{36}/end).*", "$1");
    assertThat(Site.location(here.post(end, Map.of()))).isEqualTo("/profile");
    assertThat(there.get("/profile").statusCode()).isEqualTo(303);
    assertThat(here.get("/profile").statusCode()).isEqualTo(200);
    assertThat(here.post(end, Map.of()).statusCode()).as("already ended").isEqualTo(404);

    there.signIn("pia");
    here.get("/profile");
    assertThat(Site.location(here.post("/profile/sign-out-everywhere", Map.of())))
        .isEqualTo("/signin");
    assertThat(here.get("/profile").statusCode()).isEqualTo(303);
    assertThat(there.get("/profile").statusCode()).isEqualTo(303);
  }

  @Test
  @DisplayName("The list downloads as CSV: the rows of the search, and no name is a formula")
  void usersDownload() throws Exception {
    customer("keeper");
    Site.Browser keeper = site.browser().signIn("keeper");
    keeper.get("/portal/users/new");
    keeper.post("/portal/users/new", Map.of("name", "=1+1", "email", "sum@example.com"));
    assertThat(keeper.get("/portal/users?q=sum@").body())
        .contains("href=\"/portal/users.csv?q=sum%40\"");
    HttpResponse<String> sum = keeper.get("/portal/users.csv?q=sum@");
    assertThat(sum.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment", "users.csv");
    assertThat(sum.body())
        .isEqualTo("\uFEFFName,E-mail,State,Last sign-in\r\n'=1+1,sum@example.com,Invited,\r\n");
    assertThat(keeper.get("/portal/users.csv?sort=email").body())
        .containsPattern("keeper@example.com,Active,\\d{4}-\\d\\d-\\d\\dT.*Z\\r\\n'=1\\+1,");
  }

  @Test
  @DisplayName("A link tells the port that the system picked")
  void port() {
    assertThat(site.the(BaseUrl.class).text()).isEqualTo(site.root());
  }

  @Test
  @DisplayName("An administrator invites, edits, deactivates; what was done is told from the truth")
  void users() throws Exception {
    customer("boss");
    Site.Browser boss = site.browser().signIn("boss");
    assertThat(boss.get("/portal/users").body()).contains("+ Invite User", "boss@example.com");
    boss.get("/portal/users/new");
    HttpResponse<String> wrong =
        boss.post(
            "/portal/users/new",
            Map.of("name", "Newby", "email", "nonsense", "may-SETTINGS", "on"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("value=\"Newby\"", "value=\"nonsense\"", "such as kim@example.com")
        .containsPattern("name=\"may-SETTINGS\" value=\"on\" checked");

    HttpResponse<String> invited =
        boss.post("/portal/users/new", Map.of("name", "Newby", "email", "newby@example.com"));
    String list = boss.get(Site.location(invited)).body();
    assertThat(list).contains("<strong>Newby</strong> is invited", "Invited");
    String person =
        list.replaceAll(
            "(?s).*href=\"(/portal/users/[0-9a-f-]{36})\" aria-label=\"Edit Newby\".*", "$1");
    String form = boss.get(person).body();
    assertThat(form).contains("Send link again", "Deactivate");
    String version = form.replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
    HttpResponse<String> saved =
        boss.post(person, Map.of("name", "Newby N", "version", version, "may-WEBSITE_USER", "on"));
    assertThat(boss.get(Site.location(saved)).body()).contains("<strong>Newby N</strong> is saved");
    assertThat(boss.post(person, Map.of("name", "Late", "version", version)).statusCode())
        .as("A10")
        .isEqualTo(412);
    // Nobody has signed in as this person: the answer says what holds.
    HttpResponse<String> out = boss.post(person + "/sign-out", Map.of());
    assertThat(boss.get(Site.location(out)).body()).contains("is signed out everywhere");
    HttpResponse<String> gone = boss.post(person + "/deactivate", Map.of());
    assertThat(boss.get(Site.location(gone)).body()).contains("is deactivated", "Reactivate");
    HttpResponse<String> back = boss.post(person + "/reactivate", Map.of());
    assertThat(boss.get(Site.location(back)).body()).contains("can sign in again");
    HttpResponse<String> link = boss.post(person + "/link", Map.of());
    assertThat(boss.get(Site.location(link)).body()).contains("A fresh link is on its way");
  }

  @Test
  @DisplayName("B5: people of another organisation are answered like unknown ones")
  void foreignPeople() throws Exception {
    customer("home");
    CustomerId other = customer("away");
    PersonId stranger = site.person(new Organisation.Customer(other), "stranger");
    Site.Browser home = site.browser().signIn("home");
    HttpResponse<String> foreign = home.get("/portal/users/" + stranger);
    HttpResponse<String> unknown = home.get("/portal/users/00000000-0000-7000-8000-000000000000");
    assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(unknown.statusCode());
    home.get("/profile");
    assertThat(home.post("/portal/users/" + stranger + "/deactivate", Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("A mailed link opens a form, sets the password, and is gone")
  void link() throws Exception {
    CustomerId acme = customer("mailer");
    site.the(People.class)
        .invite(
            new Invitation(new Organisation.Customer(acme), "Ann", "ann@example.com", Set.of()),
            dev.tenure.platform.Actor.system("test"));
    String link = lastLink();
    Site.Browser ann = site.browser();
    assertThat(ann.get(link).body()).contains("choose your password", "ann@example.com");
    assertThat(ann.post(link, Map.of("password", "short")).body()).contains("at least 12");
    assertThat(Site.location(ann.post(link, Map.of("password", "four quiet green doors"))))
        .isEqualTo("/portal");
    assertThat(ann.get("/profile").statusCode()).isEqualTo(200);
    HttpResponse<String> again = site.browser().get(link);
    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(again.body()).contains("Links work once");
  }

  /** B8: the acts that need a password typed lately. */
  private static final Set<String> PROVED =
      Set.of(
          "POST /reseller/customers/{id}/terminate",
          "POST /reseller/customers/{id}/terminate-on",
          "POST /reseller/phone-systems/{source}/key",
          "POST /support/clock",
          "POST /support/customers/{id}/reinstate",
          "POST /support/users/new",
          "POST /support/users/{person}",
          "GET /support/outbox/{id}",
          "POST /support/outbox/{id}");

  @Test
  @DisplayName("B8: each POST either needs a password typed lately, or has a reason not to")
  void everyActIsClassified() {
    Map<String, String> unproved = UnprovedActs.REASONS;
    TreeSet<String> proved = new TreeSet<>();
    TreeSet<String> others = new TreeSet<>();
    for (RouteRule rule : site.the(RouteTable.class).rules()) {
      if (rule.proved()) {
        proved.add(rule.method() + " " + rule.pattern());
      } else if (rule.method().equals(HttpMethod.POST)) {
        others.add(rule.pattern());
      }
    }
    assertThat(proved).containsExactlyInAnyOrderElementsOf(PROVED);
    assertThat(others).containsExactlyInAnyOrderElementsOf(unproved.keySet());
  }

  @Test
  @DisplayName(
      "B8: without a password typed lately each such form comes back whole, and nothing is done")
  void everyProvedActAsks() throws Exception {
    CustomerId acme = customer("proof");
    String source =
        site.the(Sources.class)
            .create(acme, "their phones", Story.dana(northwind))
            .source()
            .id()
            .toString();
    PersonId sue = site.person(new Organisation.Support(), "sue", Permission.SUPPORT_ADMINISTRATOR);
    Site.Browser dana = site.browser().signIn("dana");
    Site.Browser sam = site.browser().signIn("sam");
    site.invited(new Organisation.Customer(acme), "ivy@example.com");
    Map<String, String> typed =
        Map.ofEntries(
            Map.entry("version", "1"),
            Map.entry("reasonCode", "OTHER"),
            Map.entry("reason", "typed before"),
            Map.entry("typedName", "proof"),
            Map.entry("date", "2031-01-01"),
            Map.entry("name", "Somebody New"),
            Map.entry("email", "somebody.new@example.com"),
            Map.entry("may-SUPPORT", "on"));
    site.forgetProofs();
    String before = site.digest();
    for (RouteRule rule : site.the(RouteTable.class).rules()) {
      if (!rule.proved()) {
        continue;
      }
      String path =
          rule.pattern()
              .replace("/outbox/{id}", "/outbox/" + site.letter("ivy@example.com"))
              .replace("{id}", acme.toString())
              .replace("{source}", source)
              .replace("{person}", sue.toString());
      Site.Browser who = path.startsWith("/support") ? sam : dana;
      who.get("/profile");
      boolean reads = rule.method().equals(HttpMethod.GET);
      HttpResponse<String> answer = reads ? who.get(path) : who.post(path, typed);
      if (path.endsWith("/reinstate") || path.endsWith("/clock")) {
        // Nothing to reinstate, no leap to confirm: the page says so, without a form.
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
        continue;
      }
      assertThat(answer.statusCode()).as(path).isEqualTo(reads ? 200 : 401);
      assertThat(answer.body()).as(path).contains("name=\"proof\"", "autofocus");
      assertThat(answer.body()).as(path).doesNotContain("example/activate/");
      if (path.contains("terminate")) {
        assertThat(answer.body()).contains("value=\"typed before\"", "value=\"proof\"");
      }
      if (path.endsWith("terminate-on")) {
        assertThat(answer.body()).contains("value=\"2031-01-01\"");
      }
      if (path.endsWith("users/new")) {
        assertThat(answer.body()).contains("Somebody New", "somebody.new@example.com", "checked");
      }
    }
    assertThat(site.digest()).as("nothing was done").isEqualTo(before);

    String terminate = "/reseller/customers/" + acme + "/terminate";
    Map<String, String> form = new HashMap<>(typed);
    for (int i = 0; i < 5; i++) {
      form.put("proof", "not the password " + i);
      HttpResponse<String> wrong = dana.post(terminate, form);
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body())
          .contains("This is not your password", "value=\"typed before\"")
          .doesNotContain("not the password " + i);
    }
    site.guessed("SESSION", "", 20);
    HttpResponse<String> later = dana.post(terminate, form);
    assertThat(later.statusCode()).as("B9").isEqualTo(429);
    assertThat(later.body()).contains("Try again in ", "value=\"typed before\"");
    assertThat(site.digest()).as("nothing was done").isEqualTo(before);

    // Another session of hers isn't delayed by this one, and a sign-in counts as proof.
    Site.Browser again = site.browser().signIn("dana");
    again.get("/profile");
    assertThat(Site.location(again.post(terminate, typed))).contains(acme.toString());
    sam.get("/profile");
    form.put("proof", Site.PASSWORD);
    form.put("version", site.version(acme));
    assertThat(Site.location(sam.post("/support/customers/" + acme + "/reinstate", form)))
        .contains(acme.toString());
    assertThat(sam.get("/support/outbox/" + site.letter("ivy@example.com")).body())
        .as("proved just before")
        .contains("/activate/");
  }

  @Test
  @DisplayName("B9: 429 says when to try again and how to get in, and keeps the e-mail address")
  void laterIsAnswered() throws Exception {
    customer("slow");
    for (String name : List.of("slow", "nobody-slow")) {
      Site.Browser browser = site.browser();
      browser.get("/signin");
      Map<String, String> form = Map.of("email", name + "@example.com", "password", "no");
      assertThat(browser.post("/signin", form).statusCode()).isEqualTo(401);
      site.guessed("ACCOUNT", name + "@example.com", 15);
      HttpResponse<String> later = browser.post("/signin", form);
      assertThat(later.statusCode()).isEqualTo(429);
      assertThat(later.headers().firstValue("Retry-After"))
          .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(600, 901));
      assertThat(later.body())
          .contains("Try again in 1", " minutes", "Forgot your password?", name + "@example.com")
          .doesNotContain("value=\"no\"");
      assertThat(browser.cookies).doesNotContainKey("tenure-browser");
    }
  }

  private static String lastLink() {
    String body =
        site.database
            .jdbc()
            .sql("SELECT body FROM mail WHERE recipient = 'ann@example.com'")
            .query(String.class)
            .single();
    return body.replaceAll("(?s).*(/activate/[\\w-]+).*", "$1");
  }
}
