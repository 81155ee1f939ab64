package dev.tenure.browser;

import dev.tenure.Tenure;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.Order;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.delivery.Mails;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole product on a port of its own, with a database of its own, a clock that stands until it
 * is moved, and Chromium to look at it. Time only ever goes on: tests share the world, each with a
 * reseller of its own.
 */
final class BrowserWorld implements AutoCloseable {

  static final ZoneId LONDON = ZoneId.of("Europe/London");
  static final String PASSWORD = "five unrelated words do well";
  private static final Instant START = Instant.parse("2026-11-20T10:15:00Z");

  private final TestDatabase database = TestDatabase.fresh(4);
  private final ConfigurableApplicationContext application;
  private final Chromium chromium;
  private final String root;

  BrowserWorld() {
    database.freezeClock(START);
    application =
        new SpringApplicationBuilder(Tenure.class)
            .initializers(context ->
                ((GenericApplicationContext) context)
                    .registerBean(
                        "testClock",
                        PlatformClock.class,
                        database::clock,
                        bean -> bean.setPrimary(true)))
            .run(
                "--server.port=0",
                "--tenure.data=no-data",
                "--tenure.secrets.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "--tenure.connect.allow=127.0.0.0/8",
                "--tenure.connect.test-time=1s",
                "--tenure.database.url=" + database.jdbcUrl(),
                "--tenure.database.user=" + database.user(),
                "--tenure.database.password=" + database.password(),
                // Tests leap over days; nobody shall have to sign in because of that alone.
                "--tenure.session.length=365d",
                "--tenure.session.idle=365d");
    root = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
    chromium = new Chromium();
  }

  String root() {
    return root;
  }

  <T> T the(Class<T> type) {
    return application.getBean(type);
  }

  TestDatabase database() {
    return database;
  }

  Instant now() {
    return database.clock().now();
  }

  /** The hour and minute that London's clocks show. */
  String wallClock() {
    return DateTimeFormatter.ofPattern("HH:mm").format(now().atZone(ZoneId.of("Europe/London")));
  }

  /** Lets time pass. */
  void wait(Duration time) {
    database.advanceClock(time);
  }

  /** It is that instant now. */
  void goTo(Instant instant) {
    if (instant.isBefore(now())) {
      throw new IllegalStateException("Time goes on from " + now() + " and not back to " + instant);
    }
    database.moveClock(instant);
  }

  Window window() {
    return chromium.window(root);
  }

  /** A window of somebody who has signed in. */
  Window windowOf(Somebody who) {
    Window window = window().signIn(who.email(), PASSWORD);
    window.page().waitForURL(url -> !url.endsWith("/signin"));
    return window;
  }

  /** Somebody with all permissions of their level. */
  Somebody support(String name) {
    return person(new Organisation.Support(), name, null, null, Actor.system("a test"));
  }

  Somebody resellerPerson(ResellerId reseller, String name) {
    return person(
        new Organisation.Reseller(reseller), name, reseller, null, Actor.system("a test"));
  }

  Somebody customerPerson(CustomerId customer, String name, Somebody by) {
    return person(
        new Organisation.Customer(customer), name, by.actor().reseller(), customer, by.actor());
  }

  private Somebody person(
      Organisation home,
      String name,
      @Nullable ResellerId reseller,
      @Nullable CustomerId customer,
      Actor by) {
    Level level = home.level();
    String email =
        "%s@%s.example"
            .formatted(
                name.toLowerCase(Locale.ROOT).replace(' ', '.'),
                Long.toString(System.nanoTime(), 36));
    Invitation invitation = new Invitation(home, name, email, EnumSet.copyOf(Permission.of(level)));
    PersonId id = the(People.class).create(invitation, PASSWORD, by);
    return new Somebody(new Actor(id, name, level, reseller, customer, "127.0.0.1"), email);
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(
                name,
                "GB",
                LONDON,
                "GBP",
                name + " Service Desk",
                "help@northwind.example",
                "020 7946 0958",
                30),
            Actor.system("a test"));
  }

  CustomerId customer(String name, String reference, Duration ago, Somebody by) {
    CustomerDetails details =
        new CustomerDetails(name, reference, ProductType.ANALYTICS, "GB", LONDON, "", null);
    return the(CreateCustomer.class).takeOver(details, now().minus(ago), by.actor());
  }

  /** A command on the customer as it is now. */
  Order order(CustomerId customer, Somebody by) {
    return new Order(
        customer,
        the(Accounts.class).require(customer, by.actor()).version(),
        null,
        new Reason(ReasonCode.OTHER, "because the test says so"),
        by.actor());
  }

  /** The path of the link in the newest letter to that address. */
  String mailedLink(String email) {
    return the(Mails.class).newest(null, 100).stream()
        .filter(mail -> mail.letter().to().contains(email))
        .max(Comparator.comparing(Mails.Posted::createdAt))
        .flatMap(mail ->
            Pattern.compile("/(activate|reset)/\\S+")
                .matcher(mail.letter().body())
                .results()
                .findFirst()
                .map(MatchResult::group))
        .orElseThrow(() -> new AssertionError("No letter with a link to " + email));
  }

  long count(String sql) {
    return database.jdbc().sql(sql).query((row, n) -> row.getLong(1)).single();
  }

  @Override
  public void close() {
    chromium.close();
    application.close();
    database.close();
  }
}
