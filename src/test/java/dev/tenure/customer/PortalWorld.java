package dev.tenure.customer;

import dev.tenure.Tenure;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.collection.Sources;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** All of Tenure on a port and a database of its own, with one reseller and verbs for stories. */
public final class PortalWorld implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  public static final ZoneId LONDON = ZoneId.of("Europe/London");
  static final String PASSWORD = "seven quiet otters";

  private final TestDatabase database = TestDatabase.fresh(12);
  private final ConfigurableApplicationContext app;
  private final ResellerId reseller;

  /** An application that is started in a test doesn't scan the tests' own wiring. */
  public static void withoutTests(ConfigurableApplicationContext context) {
    ((GenericApplicationContext) context)
        .registerBean("withoutTests", TypeExcludeFilter.class, WithoutTests::new);
  }

  public TestDatabase database() {
    return database;
  }

  /** Keeps the wiring of other tests out of the application. */
  private static final class WithoutTests extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory readers) throws IOException {
      return type.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WithoutTests;
    }

    @Override
    public int hashCode() {
      return WithoutTests.class.hashCode();
    }
  }

  /** A world whose clock runs. */
  public static PortalWorld running(Consumer<GenericApplicationContext> extra) {
    return new PortalWorld(false, extra);
  }

  /** A world whose clock stands at {@link #START} until it is moved. */
  public static PortalWorld frozen() {
    return new PortalWorld(true, beans -> {});
  }

  private PortalWorld(boolean frozen, Consumer<GenericApplicationContext> extra) {
    if (frozen) {
      database.freezeClock(START);
    }
    app =
        new SpringApplicationBuilder(Tenure.class)
            .initializers(context -> {
              GenericApplicationContext beans = (GenericApplicationContext) context;
              if (frozen) {
                beans.registerBean(
                    "testClock",
                    PlatformClock.class,
                    database::clock,
                    definition -> definition.setPrimary(true));
              }
              withoutTests(beans);
              extra.accept(beans);
            })
            .run(
                "--tenure.port=0",
                "--tenure.data=no-data",
                "--tenure.secrets.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "--tenure.connect.allow=127.0.0.0/8",
                "--tenure.connect.test-time=1s",
                "--tenure.database.url=" + database.jdbcUrl(),
                "--tenure.database.user=" + database.user(),
                "--tenure.database.password=" + database.password());
    reseller = reseller("Northwind Telecom");
  }

  public <T> T the(Class<T> type) {
    return app.getBean(type);
  }

  public String root() {
    return "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
  }

  public void goTo(Instant instant) {
    database.moveClock(instant);
  }

  static Actor support() {
    return new Actor(
        new PersonId(new UUID(7, 7)), "Sam Support", Level.SUPPORT, null, null, "test");
  }

  public Actor dana() {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "test");
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(
                name, "GB", LONDON, "GBP", "Help Desk", "help@northwind.example", "", 30),
            support());
  }

  public ResellerId reseller() {
    return reseller;
  }

  public CustomerId customer(String name) {
    return the(CreateCustomer.class)
        .create(
            new CustomerDetails(name, "", ProductType.ANALYTICS, "GB", LONDON, "", null), dana());
  }

  /** Somebody of the customer with every permission there is. */
  public PersonId administrator(CustomerId customer, String email) {
    return person(customer, email, EnumSet.copyOf(Permission.of(Level.CUSTOMER)));
  }

  PersonId person(CustomerId customer, String email, Set<Permission> permissions) {
    return the(People.class)
        .create(
            new Invitation(new Organisation.Customer(customer), "Priya Nair", email, permissions),
            PASSWORD,
            dana());
  }

  /** A browser in which that person has signed in. */
  public Browser signedIn(String email) {
    Browser browser = new Browser(root());
    HttpResponse<String> answer = browser.signIn(email, PASSWORD);
    if (answer.statusCode() / 100 != 3) {
      throw new IllegalStateException(email + ": " + answer.statusCode() + answer.body());
    }
    return browser;
  }

  private Order order(CustomerId customer, Actor actor) {
    long version = the(Accounts.class).require(customer, actor).version();
    return new Order(
        customer, version, null, new Reason(ReasonCode.MISSED_PAYMENT, "secret reason"), actor);
  }

  private String name(CustomerId customer) {
    return the(Accounts.class).require(customer, support()).name();
  }

  public void disable(CustomerId customer) {
    the(DisableCustomer.class).disable(order(customer, dana()));
  }

  public void reenable(CustomerId customer) {
    the(ReenableCustomer.class).reenable(order(customer, dana()));
  }

  public void terminate(CustomerId customer) {
    the(TerminateCustomer.class).terminate(order(customer, dana()), name(customer));
  }

  public void terminateAt(CustomerId customer, Instant t) {
    the(ScheduleTermination.class)
        .schedule(
            order(customer, dana()),
            new Moment(t.atZone(LONDON).toLocalDateTime(), LONDON, t, Moment.Clocks.ORDINARY),
            name(customer));
  }

  public void reinstate(CustomerId customer) {
    the(ReinstateCustomer.class).reinstate(order(customer, support()), name(customer));
  }

  /** Somebody who keeps people and may not see calls. */
  public void keeper(CustomerId customer, String email) {
    person(customer, email, Set.of(Permission.USER_ADMINISTRATOR));
  }

  /** A14: its own people lose access; its customers don't. */
  public void holdReseller() {
    Resellers resellers = the(Resellers.class);
    Reason reason = new Reason(ReasonCode.MISSED_PAYMENT, "");
    resellers.hold(reseller, resellers.require(reseller).version(), reason, support());
  }

  /** A phone system of the customer; answers its key. */
  public String source(CustomerId customer) {
    return the(Sources.class).create(customer, "PBX", dana()).key();
  }

  /** Sends events in JSON and expects that all are taken. */
  public void send(String key, String events) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(root() + "/intake/v1/events"))
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(events))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("\"rejections\":[]")) {
        throw new IllegalStateException(answer.statusCode() + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One event; {@code words} are names and values in turn. */
  public static String event(Instant at, String type, String... words) {
    StringBuilder json = new StringBuilder();
    json.append("{\"id\":\"").append(UUID.randomUUID());
    json.append("\",\"occurredAt\":\"").append(at);
    json.append("\",\"type\":\"").append(type).append('"');
    for (int i = 0; i < words.length; i += 2) {
      json.append(",\"").append(words[i]).append("\":\"").append(words[i + 1]).append('"');
    }
    return json.append('}').toString();
  }

  public @Nullable String property(String name) {
    return app.getEnvironment().getProperty(name);
  }

  @Override
  public void close() {
    app.close();
    database.close();
  }
}
