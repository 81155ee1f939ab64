package dev.tenure.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.Accounts;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.Resellers;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.identity.Door;
import dev.tenure.identity.RouteRule;
import dev.tenure.identity.RouteTable;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.reporting.SavedViews;
import dev.tenure.reporting.ViewId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;

/** Every route there is, by the table that the gate itself reads; nothing is listed by hand. */
@ExtendWith(SharedWorld.class)
class RoutesTest {

  private static final String STOPPED = "Access has been stopped";
  private static final Map<String, String> FORM =
      Map.ofEntries(
          Map.entry("version", "1"),
          Map.entry("reasonCode", "OTHER"),
          Map.entry("reason", "because"),
          Map.entry("name", "Somebody Else"),
          Map.entry("email", "else@example.com"),
          Map.entry("product", "ANALYTICS"),
          Map.entry("country", "GB"),
          Map.entry("zone", "Europe/London"),
          Map.entry("date", "2031-01-01"),
          Map.entry("account", "else"),
          Map.entry("source", UUID.randomUUID().toString()),
          Map.entry("typedName", "Theirs"));

  private static final Pattern FIELD = Pattern.compile("name=\"([A-Za-z][A-Za-z0-9.-]{0,40})\"");
  private static final Set<String> FIELDS = Set.of("q", "at", "from", "sort", "cursor");
  private static final List<String> NASTY = List.of("x\u0000y", "+292278994-08-17", "1e400");

  @Test
  @DisplayName("B5: on every route of a reseller, the ids of another reseller's are not found")
  void foreignToResellers(BrowserWorld world) {
    Somebody ours = world.resellerPerson(world.reseller("Ours"), "Olive");
    Somebody theirs = world.resellerPerson(world.reseller("Theirs"), "Theo");
    CustomerId own = world.customer("Ours", "", Duration.ofDays(2), ours);
    CustomerId foreign = world.customer("Theirs", "", Duration.ofDays(2), theirs);
    Somebody foreignPerson = world.customerPerson(foreign, "Thea", theirs);
    Source source =
        world.the(Sources.class).create(foreign, "their phone system", theirs.actor()).source();
    long before = world.the(Accounts.class).require(foreign, theirs.actor()).version();
    Visitor olive = new Visitor(world, ours);
    SoftAssertions all = new SoftAssertions();
    for (RouteRule rule : routes(world, "/reseller")) {
      for (CustomerId customer : List.of(foreign, new CustomerId(UUID.randomUUID()), own)) {
        String path =
            rule.pattern()
                .replace("{id}", customer.toString())
                .replace("{person}", id(foreignPerson))
                .replace("{source}", source.id().toString())
                .replaceAll("\\{(holder|invoice|run)}", UUID.randomUUID().toString());
        boolean names = !path.equals(rule.pattern());
        boolean onlyOwn =
            customer.equals(own) && !rule.pattern().matches(".*\\{(person|source)}.*");
        if (names && !onlyOwn) {
          all.assertThat(ask(olive, rule, path).status())
              .as("%s %s", rule.method(), path)
              .isEqualTo(404);
        }
      }
    }
    all.assertAll();
    assertThat(world.the(Accounts.class).require(foreign, theirs.actor()).version())
        .as("nothing was changed")
        .isEqualTo(before);
  }

  @Test
  @DisplayName("B5: Support's console lets nobody in but Support, whatever id they know")
  void consoleIsSupports(BrowserWorld world) {
    Somebody reseller = world.resellerPerson(world.reseller("Curious Reseller"), "Rita");
    CustomerId customer = world.customer("Curious Customer", "", Duration.ofDays(2), reseller);
    Visitor rita = new Visitor(world, reseller);
    Visitor carl = new Visitor(world, world.customerPerson(customer, "Carl", reseller));
    Somebody sam = world.support("Sue");
    SoftAssertions all = new SoftAssertions();
    for (RouteRule rule : routes(world, "/support")) {
      String path =
          rule.pattern()
              .replaceAll("\\{(id|chain|run|plan|invoice)}", customer.toString())
              .replace("{person}", id(sam))
              .replace("{source}", customer.toString());
      for (Visitor visitor : List.of(rita, carl)) {
        all.assertThat(ask(visitor, rule, path).status())
            .as("%s %s", rule.method(), path)
            .isIn(403, 404);
      }
    }
    all.assertAll();
  }

  @Test
  @DisplayName("B5: calls and people of another customer are not found in the Customer Portal")
  void foreignToCustomers(BrowserWorld world) {
    Somebody reseller = world.resellerPerson(world.reseller("Two Customers"), "Tess");
    CustomerId one = world.customer("One", "", Duration.ofDays(2), reseller);
    CustomerId two = world.customer("Two", "", Duration.ofDays(2), reseller);
    Visitor ona = new Visitor(world, world.customerPerson(one, "Ona", reseller));
    Somebody twyla = world.customerPerson(two, "Twyla", reseller);
    String key = world.the(Sources.class).create(two, "two's", reseller.actor()).key();
    new PhoneSystem(world, key)
        .agentReady("201", "Thora")
        .callWaits("c", "020 7946 0001", "Reception")
        .sendsAndAllIsKept();
    String page = new Visitor(world, twyla).get("/portal/calls?range=DAYS7").body();
    String call = page.replaceAll("(?s).*?/portal/calls/([0-9a-f-]{36}).*", "$1");
    assertThat(UUID.fromString(call)).isNotNull();
    String agents = new Visitor(world, twyla).get("/portal/agents").body();
    String agent = agents.replaceAll("(?s).*?/portal/agents/([0-9a-f-]{36}).*", "$1");
    assertThat(UUID.fromString(agent)).isNotNull();
    ViewId view = world.the(SavedViews.class).save(twyla.actor(), "hers", "by=queue", true);
    SoftAssertions all = new SoftAssertions();
    for (RouteRule rule : routes(world, "/portal")) {
      String path =
          rule.pattern()
              .replace("{call}", call)
              .replace("{view}", view.toString())
              .replace("{agent}", agent)
              .replace("{person}", id(twyla));
      if (!path.equals(rule.pattern())) {
        all.assertThat(ask(ona, rule, path).status())
            .as("%s %s", rule.method(), path)
            .isEqualTo(404);
      }
    }
    all.assertAll();
  }

  @Test
  @DisplayName("B1, B2, B3, A14: every route of the Customer Portal answers as the state allows")
  void everyState(BrowserWorld world) {
    ResellerId company = world.reseller("Every State");
    Somebody reseller = world.resellerPerson(company, "Eve");
    CustomerId customer = world.customer("Stateful", "", Duration.ofDays(2), reseller);
    Somebody person = world.customerPerson(customer, "Stan", reseller);
    Actor support = world.support("Sid").actor();
    Visitor stan = new Visitor(world, person);

    walk(world, stan, "Active", true);

    world
        .the(ScheduleTermination.class)
        .schedule(
            world.order(customer, reseller),
            Moment.resolve(LocalDate.of(2030, 1, 1), null, BrowserWorld.LONDON),
            "Stateful");
    walk(world, stan, "Active with a date of termination", true);

    Resellers resellers = world.the(Resellers.class);
    Reason reason = new Reason(ReasonCode.OTHER, "because");
    resellers.hold(company, resellers.require(company).version(), reason, support);
    walk(world, stan, "Active under a disabled reseller", true);
    resellers.lift(company, resellers.require(company).version(), reason, support);

    world.the(DisableCustomer.class).disable(world.order(customer, reseller));
    walk(world, stan, "Disabled", false);
    // Sessions are told from older ones by the clock, which stands still here.
    world.wait(Duration.ofMillis(1));
    world.the(ReenableCustomer.class).reenable(world.order(customer, reseller));
    assertThat(stan.get("/portal/live").status()).as("a session from before").isNotEqualTo(200);
    Visitor again = new Visitor(world, person);
    walk(world, again, "re-enabled", true);

    world.the(TerminateCustomer.class).terminate(world.order(customer, reseller), "Stateful");
    walk(world, again, "Terminated", false);
  }

  @Test
  @DisplayName("Bounds: whatever stands in whichever field of whichever form, no route fails")
  void nothingFails(BrowserWorld world) {
    Somebody reseller = world.resellerPerson(world.reseller("Out Of Bounds"), "Bo");
    CustomerId customer = world.customer("Bounded", "", Duration.ofDays(2), reseller);
    Somebody person = world.customerPerson(customer, "Bonnie", reseller);
    Somebody support = world.support("Boris");
    Somebody other =
        world.resellerPerson(Objects.requireNonNull(reseller.actor().reseller()), "Bob");
    Source source = world.the(Sources.class).create(customer, "bounded", reseller.actor()).source();
    Map<String, String> ids =
        Map.of(
            "{id}", customer.toString(),
            "{person}", id(other),
            "{source}", source.id().toString(),
            "{reseller}", Objects.requireNonNull(reseller.actor().reseller()).toString());
    SoftAssertions all = new SoftAssertions();
    int asked = 0;
    for (Map.Entry<String, Visitor> portal :
        Map.of(
                "/portal", new Visitor(world, person),
                "/support", new Visitor(world, support),
                "/reseller", new Visitor(world, reseller))
            .entrySet()) {
      for (RouteRule rule : routes(world, portal.getKey())) {
        String path = rule.pattern();
        for (Map.Entry<String, String> id : ids.entrySet()) {
          path = path.replace(id.getKey(), id.getValue());
        }
        if (path.startsWith("/support/resellers/")) {
          path = path.replace(customer.toString(), ids.get("{reseller}"));
        }
        path = path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        asked += nasty(all, portal.getValue(), rule, path);
      }
    }
    all.assertAll();
    assertThat(asked).isGreaterThan(1000);
  }

  private static int nasty(SoftAssertions all, Visitor visitor, RouteRule rule, String path) {
    boolean get = rule.method().equals(HttpMethod.GET);
    Set<String> fields = new TreeSet<>(FIELDS);
    Visitor.Answer page = visitor.get(path);
    FIELD.matcher(page.body()).results().forEach(found -> fields.add(found.group(1)));
    fields.remove("_csrf");
    int asked = 0;
    for (String field : fields) {
      for (String value : NASTY) {
        Visitor.Answer answer;
        if (get) {
          String query = URLEncoder.encode(value, StandardCharsets.UTF_8);
          answer = visitor.get(path + "?" + field + "=" + query);
        } else {
          Map<String, String> form = new HashMap<>(FORM);
          form.put(field, value);
          answer = visitor.post(path, form);
        }
        asked++;
        all.assertThat(answer.status())
            .as("%s %s with %s=%s", rule.method(), path, field, value)
            .isLessThan(500);
        all.assertThat(answer.body()).doesNotContain("Exception", "\tat ");
      }
    }
    return asked;
  }

  /** Asks for everything; where it is refused, in the words of the refusal. */
  private static void walk(BrowserWorld world, Visitor visitor, String state, boolean on) {
    SoftAssertions all = new SoftAssertions();
    List<RouteRule> routes =
        world.the(RouteTable.class).rules().stream()
            .filter(rule ->
                rule.pattern().startsWith("/portal")
                    || (rule.door() instanceof Door.SignedIn
                        && rule.method().equals(HttpMethod.GET)))
            .toList();
    for (RouteRule rule : routes) {
      String path = rule.pattern().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
      Visitor.Answer answer = ask(visitor, rule, path);
      String as = "%s %s while %s".formatted(rule.method(), path, state);
      if (on) {
        all.assertThat(answer.body()).as(as).doesNotContain(STOPPED);
        all.assertThat(answer.status()).as(as).isIn(200, 302, 303, 400, 404, 409, 412, 422);
      } else {
        all.assertThat(answer.status()).as(as).isEqualTo(403);
        all.assertThat(answer.body()).as(as).contains(STOPPED, "Please contact", "Every State");
      }
    }
    all.assertAll();
  }

  private static Visitor.Answer ask(Visitor visitor, RouteRule rule, String path) {
    return rule.method().equals(HttpMethod.GET) ? visitor.get(path) : visitor.post(path, FORM);
  }

  private static List<RouteRule> routes(BrowserWorld world, String portal) {
    List<RouteRule> found =
        world.the(RouteTable.class).rules().stream()
            .filter(rule -> rule.pattern().startsWith(portal))
            .toList();
    assertThat(found).as("routes of " + portal).hasSizeGreaterThan(10);
    return found;
  }

  private static String id(Somebody person) {
    return Objects.requireNonNull(person.actor().id()).toString();
  }
}
