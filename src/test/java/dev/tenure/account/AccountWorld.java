package dev.tenure.account;

import dev.tenure.audit.AuditTrail;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The account module on a database of its own, with verbs for stories. */
final class AccountWorld implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  final TestDatabase database;
  private final AnnotationConfigApplicationContext context;

  AccountWorld() {
    this(8, true);
  }

  AccountWorld(int connections, boolean frozen) {
    database = TestDatabase.fresh(connections);
    if (frozen) {
      database.freezeClock(START);
    }
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, database::dataSource);
    context.registerBean(Presence.class, Nobody::new);
    context.register(Wiring.class);
    context.refresh();
  }

  /** Nobody is signed in: who is, is identity's to test. */
  private static final class Nobody implements Presence {
    @Override
    public int signedIn(CustomerId customer) {
      return 0;
    }

    @Override
    public int signedIn(ResellerId reseller) {
      return 0;
    }

    @Override
    public List<SignedIn> people(CustomerId customer, int limit) {
      return List.of();
    }
  }

  // Not a @Configuration, which the whole application under test would find and take for its own.
  @EnableTransactionManagement
  @ComponentScan(
      basePackageClasses = {AccountStore.class, AuditTrail.class},
      excludeFilters =
          @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AccountBell.class))
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
  }

  <T> T the(Class<T> type) {
    return context.getBean(type);
  }

  static Actor support() {
    return new Actor(
        new PersonId(new UUID(7, 7)), "Sam Support", Level.SUPPORT, null, null, "test");
  }

  ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(name, "GB", LONDON, "GBP", "Help Desk", "help@example.com", "", 30),
            support());
  }

  /** Somebody of the reseller. */
  static Actor dana(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "test");
  }

  /** Tenure itself, carrying out the reseller's payment policy. */
  static Actor policy() {
    return Actor.system("payment policy");
  }

  CustomerId customer(ResellerId reseller, String name) {
    return the(CreateCustomer.class).create(details(name), dana(reseller));
  }

  static CustomerDetails details(String name) {
    return new CustomerDetails(name, "REF-" + name, ProductType.ANALYTICS, "GB", LONDON, "", null);
  }

  Account account(CustomerId id) {
    return the(Accounts.class).require(id, support());
  }

  Order order(CustomerId id, Actor actor) {
    return new Order(
        id, account(id).version(), null, new Reason(ReasonCode.MISSED_PAYMENT, "21 days"), actor);
  }

  Outcome disable(CustomerId id, Actor actor) {
    return the(DisableCustomer.class).disable(order(id, actor));
  }

  Outcome reenable(CustomerId id, Actor actor) {
    return the(ReenableCustomer.class).reenable(order(id, actor));
  }

  Outcome terminate(CustomerId id, Actor actor) {
    return the(TerminateCustomer.class).terminate(order(id, actor), account(id).name());
  }

  Outcome terminateOn(CustomerId id, String local, Actor actor) {
    LocalDateTime picked = LocalDateTime.parse(local);
    return the(ScheduleTermination.class)
        .schedule(
            order(id, actor),
            Moment.resolve(picked.toLocalDate(), picked.toLocalTime(), LONDON),
            account(id).name());
  }

  Outcome withdraw(CustomerId id, Actor actor) {
    return the(WithdrawTermination.class).withdraw(order(id, actor));
  }

  Outcome reinstate(CustomerId id, Actor actor) {
    return the(ReinstateCustomer.class).reinstate(order(id, actor), account(id).name());
  }

  Outcome give(Command command, CustomerId id, Actor actor, String localDate) {
    return switch (command) {
      case DISABLE -> disable(id, actor);
      case REENABLE -> reenable(id, actor);
      case TERMINATE_NOW -> terminate(id, actor);
      case TERMINATE_ON_DATE -> terminateOn(id, localDate, actor);
      case WITHDRAW_TERMINATION -> withdraw(id, actor);
      case REINSTATE -> reinstate(id, actor);
    };
  }

  void goTo(String instant) {
    database.moveClock(Instant.parse(instant));
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
