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
import dev.tenure.billing.Charging;
import dev.tenure.billing.Chargings;
import dev.tenure.billing.CreditRule;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LicenceChange;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Price;
import dev.tenure.billing.run.RunNow;
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
import java.util.TreeMap;
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

  /** What reading must leave as it is: everything but sessions, the trail and background work. */
  private static final List<String> KEPT =
      List.of(
          "account_intent",
          "agent",
          "billed_period",
          "billing_run",
          "billing_terms",
          "call_columns",
          "customer",
          "customer_measures",
          "found_cap",
          "found_user",
          "holder_join",
          "invoice",
          "invoice_line",
          "issuer",
          "licence",
          "licence_holder",
          "licence_mark",
          "live_threshold",
          "login_link",
          "person",
          "plan_price",
          "price_plan",
          "product_part",
          "reinstatement_request",
          "report_view",
          "reseller",
          "reseller_billing",
          "service_period",
          "source_customer",
          "trial_notice");

  private static Map<String, String> digest(BrowserWorld world) {
    Map<String, String> digest = new TreeMap<>();
    for (String table : KEPT) {
      digest.put(
          table,
          world
              .database()
              .jdbc()
              .sql(
                  "SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %s t"
                      .formatted(table))
              .query(String.class)
              .single());
    }
    return digest;
  }

  @Test
  @DisplayName("Reading has no effects: no page of any portal changes stored data")
  void readingHasNoEffects(BrowserWorld world) {
    ResellerId company = world.reseller("Read Only");
    Somebody reseller = world.resellerPerson(company, "Rhea");
    Somebody support = world.support("Sol");
    CustomerId customer = world.customer("Legible", "", Duration.ofDays(2), reseller);
    Somebody person = world.customerPerson(customer, "Leo", reseller);
    Source source = world.the(Sources.class).create(customer, "read", reseller.actor()).source();
    PlanId plan = charged(world, company, support);
    ViewId view = world.the(SavedViews.class).save(person.actor(), "his", "by=queue", true);
    Map<String, Visitor> visitors =
        Map.of(
            "/reseller", new Visitor(world, reseller),
            "/support", new Visitor(world, support),
            "/portal", new Visitor(world, person));
    Map<String, String> before = digest(world);
    SoftAssertions all = new SoftAssertions();
    int shown = 0;
    for (Map.Entry<String, Visitor> visitor : visitors.entrySet()) {
      String home = visitor.getKey();
      Somebody own =
          home.equals("/reseller") ? reseller : home.equals("/support") ? support : person;
      for (RouteRule rule : routes(world, home)) {
        if (!rule.method().equals(HttpMethod.GET)) {
          continue;
        }
        String path =
            rule.pattern()
                .replace("/resellers/{id}", "/resellers/" + company)
                .replace("{id}/users/{person}", customer + "/users/" + id(person))
                .replaceAll("\\{(id|chain)}", customer.toString())
                .replace("{person}", id(own))
                .replace("{holder}", id(person))
                .replace("{source}", source.id().toString())
                .replace("{plan}", plan.toString())
                .replace("{view}", view.toString())
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        Visitor.Answer answer = visitor.getValue().get(path);
        all.assertThat(answer.status()).as(path).isLessThan(500);
        shown += answer.status() == 200 ? 1 : 0;
      }
      all.assertThat(digest(world)).as("after all pages of " + home).isEqualTo(before);
    }
    all.assertAll();
    assertThat(shown).as("pages that were there").isGreaterThan(70);
  }

  /** The reseller pays 10.00 a month for each user. */
  private static PlanId charged(BrowserWorld world, ResellerId company, Somebody support) {
    Plans plans = world.the(Plans.class);
    PlanId plan = plans.create("Plan of " + company, "GBP", support.actor());
    LocalDate month = LocalDate.ofInstant(world.now(), BrowserWorld.LONDON).withDayOfMonth(1);
    plans.price(
        plan,
        1,
        List.of(
            new Price(
                new PartNumber("TEN-ESS"),
                month,
                CreditRule.NONE,
                0,
                List.of(new Price.Tier(1, 1000)))),
        support.actor());
    world
        .the(Chargings.class)
        .keep(
            company,
            0,
            new Charging(plan, month, "", "", "", "", 0, "", 0, new PartNumber("TEN-ESS")),
            support.actor());
    world.the(RunNow.class).beginIfDue();
    world.the(RunNow.class).work(() -> true);
    return plan;
  }

  @Test
  @DisplayName("Deactivating a user says which charges stay, or ends them too")
  void deactivating(BrowserWorld world) {
    ResellerId company = world.reseller("Parting Telecom");
    Somebody reseller = world.resellerPerson(company, "Petra");
    CustomerId customer = world.customer("Parting", "", Duration.ofDays(2), reseller);
    Somebody admin = world.customerPerson(customer, "Ada", reseller);
    charged(world, company, world.support("Sig"));
    Licences licences = world.the(Licences.class);
    LocalDate today = LocalDate.ofInstant(world.now(), BrowserWorld.LONDON);
    Visitor petra = new Visitor(world, reseller);
    Visitor ada = new Visitor(world, admin);
    for (String name : List.of("Kim", "Lee")) {
      Somebody user = world.customerPerson(customer, name, reseller);
      licences.carryOut(
          new LicenceChange(
              customer,
              HolderId.parse(id(user)),
              new PartNumber("TEN-ESS"),
              true,
              today.minusDays(3)),
          licences.mark(customer),
          reseller.actor());
      boolean ends = name.equals("Lee");
      // Kim is deactivated by the reseller, Lee by the customer's own administrator.
      Visitor who = ends ? ada : petra;
      String path =
          (ends ? "/portal/users/" : "/reseller/customers/" + customer + "/users/") + id(user);
      assertThat(who.get(path).body())
          .contains("does not end their licences", "Essential User", "no end date set");
      assertThat(who.get(path).body().contains("10.00 GBP a month"))
          .as("what the reseller pays isn't the customer's to know")
          .isEqualTo(!ends);
      Visitor.Answer done =
          who.post(path + "/deactivate", ends ? Map.of("end-charges", "on") : Map.of());
      assertThat(done.status()).isIn(302, 303);
      var held =
          licences.of(customer, reseller.actor()).require(HolderId.parse(id(user))).licences();
      assertThat(held).hasSize(1);
      assertThat(held.getFirst().until()).isEqualTo(ends ? today.plusDays(1) : null);
      if (!ends) {
        assertThat(petra.get(done.location()).body()).contains("Still charged: Essential User");
      }
    }
    assertThat(petra.get("/reseller/billing/inactive").body())
        .contains("Kim", "Deactivated", "10.00 GBP");
    assertThat(petra.get("/reseller/billing/inactive.csv").body())
        .contains("Kim,Parting,Deactivated");
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
  @DisplayName("Bounds: no text in any field of any form makes a route fail")
  void nothingFails() {
    // In a world of its own: some of these forms change what all resellers share.
    try (BrowserWorld world = new BrowserWorld()) {
      tryAllFields(world);
    }
  }

  private static void tryAllFields(BrowserWorld world) {
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
