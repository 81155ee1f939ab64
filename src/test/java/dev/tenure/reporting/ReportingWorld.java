package dev.tenure.reporting;

import dev.tenure.account.Accounts;
import dev.tenure.account.EffectHandler;
import dev.tenure.audit.AuditTrail;
import dev.tenure.collection.Sources;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.reporting.sums.SummingUp;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.ModuleStory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts, their facts and reports on a database of its own; nothing is summed up by itself. */
final class ReportingWorld extends ModuleStory {

  static final Instant START = Instant.parse("2026-10-23T20:00:00Z");

  private final ResellerId reseller;

  ReportingWorld() {
    this(null);
  }

  /** With statements that a test can stop at. */
  ReportingWorld(@Nullable Steps steps) {
    super(
        12,
        START,
        Wiring.class,
        Map.of(),
        beans -> {
          beans.registerBean(Presence.class, () -> new FixedPresence(0, 0));
          beans.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
          if (steps != null) {
            beans.registerBean(Steps.class, () -> steps);
          }
        });
    reseller = reseller("North");
  }

  @ComponentScan(
      basePackageClasses = {Accounts.class, AuditTrail.class, Sources.class, Reports.class},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  ".*(AccountBell|LeftoverWatch|IntakeSecurity|SumWorker|collection[.]connect[.].*|World.*|Test.*)"))
  static class Wiring {}

  Actor dana() {
    return dana(reseller);
  }

  CustomerId customer(String name) {
    return customer(reseller, name);
  }

  UUID source(CustomerId customer) {
    return the(Sources.class).create(customer, "PBX", dana()).source().id().value();
  }

  Report ask(CustomerId customer, ReportQuestion question) {
    return the(Reports.class).ask(customer, question);
  }

  void inTransaction(Runnable work) {
    the(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }

  /** All that carry effects out. */
  Collection<EffectHandler> handlers() {
    return context().getBeansOfType(EffectHandler.class).values();
  }

  /** Lets the worker take a turn; how many quarters were marked. */
  int sumUp() {
    return the(SummingUp.class).catchUp();
  }

  long count(String sql, CustomerId customer) {
    return database.jdbc().sql(sql).param(customer.value()).query(Long.class).single();
  }
}
