package dev.tenure.identity;

import dev.tenure.account.AccountListener;
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
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.signin.SignIn;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import dev.tenure.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Identity and the accounts it depends on, on a database of its own, with verbs for stories. */
final class IdentityWorld implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  static final ZoneId LONDON = ZoneId.of("Europe/London");
  static final String PASSWORD = "correct horse battery";

  final TestDatabase database;
  final List<LinkMailer.Mail> mails = new ArrayList<>();
  private final AnnotationConfigApplicationContext context;
  private final ResellerId northwind;
  private String address = "192.0.2.1";

  IdentityWorld() {
    this(8, true);
  }

  IdentityWorld(int connections, boolean frozen) {
    database = TestDatabase.fresh(connections);
    if (frozen) {
      database.freezeClock(START);
    }
    context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource("test", Map.of("tenure.base-url", "https://tenure.example/")));
    context.registerBean(DataSource.class, database::dataSource);
    context.registerBean(LinkMailer.class, () -> mails::add);
    context.register(Wiring.class);
    context.refresh();
    northwind = reseller("Northwind");
  }

  // Not a @Configuration, which the whole application under test would find and take for its own.
  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan(
      basePackages = {
        "dev.tenure.account",
        "dev.tenure.audit",
        "dev.tenure.identity.people",
        "dev.tenure.identity.sessions",
        "dev.tenure.identity.signin",
        "dev.tenure.identity.trail"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*(World|Test|AccountBell|SignInBeans|Housekeeping|Notice).*"))
  static class Wiring {
    @Bean
    JdbcClient jdbc(DataSource dataSource) {
      return JdbcClient.create(dataSource);
    }

    @Bean
    JdbcTransactionManager transactions(DataSource dataSource) {
      return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate template(JdbcTransactionManager transactions) {
      return new TransactionTemplate(transactions);
    }

    @Bean
    IdentitySettings settings() {
      return new IdentitySettings(
          new IdentitySettings.Session(Duration.ofHours(12), Duration.ofMinutes(60), false),
          new IdentitySettings.Link(Duration.ofDays(7), Duration.ofHours(2)),
          new IdentitySettings.Support("support@example.com", ""));
    }

    @Bean
    Executor identityAside() {
      return Runnable::run;
    }

    @Bean
    AccountListener nobodyListens() {
      return account -> {};
    }
  }

  <T> T the(Class<T> type) {
    return context.getBean(type);
  }

  LawCheck sessionLaw() {
    return context.getBean("sessionLaw", LawCheck.class);
  }

  ResellerId northwind() {
    return northwind;
  }

  static Actor support() {
    return new Actor(
        new PersonId(new UUID(7, 7)), "Sam Support", Level.SUPPORT, null, null, "test");
  }

  static Actor dana(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "test");
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(
                name, "GB", LONDON, "GBP", "Help Desk", "help@northwind.example", "+44 1", 30),
            support());
  }

  CustomerId customer(String name) {
    return the(CreateCustomer.class)
        .create(
            new CustomerDetails(name, "", ProductType.ANALYTICS, "GB", LONDON, "", null),
            dana(northwind));
  }

  /** Somebody with a password; everybody has the same one. */
  PersonId person(Organisation organisation, String name) {
    return the(People.class)
        .create(
            new Invitation(
                organisation,
                name,
                name + "@example.com",
                Set.copyOf(Permission.of(organisation.level()))),
            PASSWORD,
            Actor.system("test"));
  }

  void at(String networkAddress) {
    address = networkAddress;
  }

  Browser browser() {
    return new Browser(address, "Testfox");
  }

  SignInResult signIn(String name) {
    return the(SignIn.class).withPassword(name + "@example.com", PASSWORD, browser());
  }

  /** Signs in and must be let in; the answer is the token in the cookie. */
  String signedIn(String name) {
    if (signIn(name) instanceof SignInResult.Welcome welcome) {
      return welcome.session().token().text();
    }
    throw new AssertionError(name + " was not let in");
  }

  Standing standing(String token) {
    return the(AccessGate.class).admit(token);
  }

  private Order order(CustomerId id, Actor actor) {
    return new Order(
        id,
        the(Accounts.class).require(id, support()).version(),
        null,
        new Reason(ReasonCode.MISSED_PAYMENT, "21 days"),
        actor);
  }

  void disable(CustomerId id) {
    the(DisableCustomer.class).disable(order(id, dana(northwind)));
  }

  void reenable(CustomerId id) {
    the(ReenableCustomer.class).reenable(order(id, dana(northwind)));
  }

  void terminate(CustomerId id) {
    the(TerminateCustomer.class).terminate(order(id, dana(northwind)), name(id));
  }

  void reinstate(CustomerId id) {
    the(ReinstateCustomer.class).reinstate(order(id, support()), name(id));
  }

  void terminateOn(CustomerId id, String local) {
    LocalDateTime picked = LocalDateTime.parse(local);
    the(ScheduleTermination.class)
        .schedule(
            order(id, dana(northwind)),
            Moment.resolve(picked.toLocalDate(), picked.toLocalTime(), LONDON),
            name(id));
  }

  private String name(CustomerId id) {
    return the(Accounts.class).require(id, support()).name();
  }

  void hold(ResellerId id) {
    Resellers resellers = the(Resellers.class);
    resellers.hold(id, resellers.require(id).version(), reason(), support());
  }

  void lift(ResellerId id) {
    Resellers resellers = the(Resellers.class);
    resellers.lift(id, resellers.require(id).version(), reason(), support());
  }

  private static Reason reason() {
    return new Reason(ReasonCode.MISSED_PAYMENT, "");
  }

  void later(Duration duration) {
    database.advanceClock(duration);
  }

  /** How often the trail has an entry like this one (F1). */
  int recorded(String action, String outcome) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM audit_entry WHERE action = :action AND outcome = :outcome")
        .param("action", action)
        .param("outcome", outcome)
        .query(Integer.class)
        .single();
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
