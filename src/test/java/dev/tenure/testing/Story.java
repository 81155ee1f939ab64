package dev.tenure.testing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Outcome;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** A database of its own with Tenure, or some modules of it, and the verbs of all stories. */
public abstract class Story implements AutoCloseable {

  public static final ZoneId LONDON = ZoneId.of("Europe/London");

  public final TestDatabase database;

  protected Story(TestDatabase database) {
    this.database = database;
  }

  protected abstract ConfigurableApplicationContext context();

  public <T> T the(Class<T> type) {
    return context().getBean(type);
  }

  public static Actor support() {
    return new Actor(
        new PersonId(new UUID(7, 7)), "Sam Support", Level.SUPPORT, null, null, "test");
  }

  /** Somebody of the reseller. */
  public static Actor dana(ResellerId reseller) {
    return new Actor(
        new PersonId(new UUID(1, 1)), "Dana Meyer", Level.RESELLER, reseller, null, "test");
  }

  public ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(name, "GB", LONDON, "GBP", "Help Desk", "help@example.com", "", 30),
            support());
  }

  public CustomerId customer(ResellerId reseller, String name) {
    return the(CreateCustomer.class).create(details(name), dana(reseller));
  }

  public static CustomerDetails details(String name) {
    return new CustomerDetails(name, "REF-" + name, ProductType.ANALYTICS, "GB", LONDON, "", null);
  }

  public Account account(CustomerId id) {
    return the(Accounts.class).require(id, support());
  }

  /** A command by somebody who has just looked. */
  public Order order(CustomerId id, Actor actor) {
    return new Order(
        id, account(id).version(), null, new Reason(ReasonCode.MISSED_PAYMENT, "21 days"), actor);
  }

  public Outcome disable(CustomerId id, Actor actor) {
    return the(DisableCustomer.class).disable(order(id, actor));
  }

  public Outcome reenable(CustomerId id, Actor actor) {
    return the(ReenableCustomer.class).reenable(order(id, actor));
  }

  public Outcome terminate(CustomerId id, Actor actor) {
    return the(TerminateCustomer.class).terminate(order(id, actor), account(id).name());
  }

  /** On a local date in London, or at a local date and time. */
  public Outcome terminateOn(CustomerId id, String local, Actor actor) {
    LocalDateTime picked =
        local.contains("T") ? LocalDateTime.parse(local) : LocalDate.parse(local).atStartOfDay();
    return the(ScheduleTermination.class)
        .schedule(
            order(id, actor),
            Moment.resolve(picked.toLocalDate(), picked.toLocalTime(), LONDON),
            account(id).name());
  }

  public Outcome reinstate(CustomerId id, Actor actor) {
    return the(ReinstateCustomer.class).reinstate(order(id, actor), account(id).name());
  }

  public void goTo(String instant) {
    database.moveClock(Instant.parse(instant));
  }

  public void later(Duration duration) {
    database.advanceClock(duration);
  }

  @Override
  public void close() {
    context().close();
    database.close();
  }
}
