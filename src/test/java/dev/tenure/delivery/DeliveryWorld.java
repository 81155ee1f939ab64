package dev.tenure.delivery;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectQueue;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Outcome;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.audit.AuditTrail;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Texts;
import dev.tenure.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts and delivery on a database of their own; its workers take turns when a test says so. */
final class DeliveryWorld implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-01T09:00:00Z");
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  final TestDatabase database = TestDatabase.fresh();
  private final AnnotationConfigApplicationContext context;

  DeliveryWorld(Object... beans) {
    database.freezeClock(START);
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, database::dataSource);
    context.registerBean(PlatformClock.class, database::clock);
    for (Object bean : beans) {
      register(bean);
    }
    context.register(Wiring.class, Texts.class);
    context.refresh();
  }

  private <T> void register(T bean) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) bean.getClass();
    context.registerBean(type, () -> bean);
  }

  // Not a @Configuration, which the whole application under test would find and take for its own.
  @EnableTransactionManagement
  @ComponentScan(
      basePackageClasses = {Accounts.class, AuditTrail.class, Mails.class},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*(AccountBell|EffectWorker|MailWorker|World.*|Test.*)"))
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
    Presence presence() {
      return new Presence() {
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
      };
    }

    @Bean
    MessageSource messageSource() {
      var messages = new ResourceBundleMessageSource();
      messages.setBasenames("messages-platform", "messages-delivery");
      messages.setDefaultEncoding("UTF-8");
      messages.setAlwaysUseMessageFormat(true);
      return messages;
    }
  }

  <T> T the(Class<T> type) {
    return context.getBean(type);
  }

  EffectWorker worker(EffectHandler... handlers) {
    return new EffectWorker(List.of(handlers), the(EffectWorkStore.class), the(EffectBatch.class));
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

  static Actor dana(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "test");
  }

  CustomerId customer(ResellerId reseller, String name) {
    return the(CreateCustomer.class)
        .create(
            new CustomerDetails(name, "", ProductType.ANALYTICS, "GB", LONDON, "", null),
            dana(reseller));
  }

  Order order(CustomerId id, Actor actor) {
    return new Order(
        id, account(id).version(), null, new Reason(ReasonCode.MISSED_PAYMENT, "21 days"), actor);
  }

  Account account(CustomerId id) {
    return the(Accounts.class).require(id, support());
  }

  Outcome disable(CustomerId id, Actor actor) {
    return the(DisableCustomer.class).disable(order(id, actor));
  }

  Outcome terminateOn(CustomerId id, String date, Actor actor) {
    return the(ScheduleTermination.class)
        .schedule(
            order(id, actor),
            Moment.resolve(LocalDate.parse(date), null, LONDON),
            account(id).name());
  }

  List<EffectQueue.Line> effects(CustomerId id) {
    return the(EffectQueue.class).of(id.value());
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
