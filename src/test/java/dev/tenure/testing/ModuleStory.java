package dev.tenure.testing;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.clock.Clocks;
import dev.tenure.platform.clock.Irreversible;
import dev.tenure.platform.database.Copy;
import dev.tenure.platform.database.WithCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Some modules without the web, wired by hand. */
public abstract class ModuleStory extends Story {

  private final AnnotationConfigApplicationContext context;

  /**
   * Starts the modules.
   *
   * @param frozen where the clock stands, null for one that runs
   * @param modules says by its annotations which; no {@code @Configuration}, which the whole
   *     application under test would find and take for its own
   */
  protected ModuleStory(
      int connections,
      @Nullable Instant frozen,
      Class<?> modules,
      Map<String, Object> settings,
      Consumer<AnnotationConfigApplicationContext> beans) {
    super(TestDatabase.fresh(connections));
    if (frozen != null) {
      database.freezeClock(frozen);
    }
    context = wired(database.dataSource(), database.clock(), modules, settings, beans);
  }

  /** Modules on a database that may be another's as well. */
  protected static AnnotationConfigApplicationContext wired(
      DataSource data,
      PlatformClock clock,
      Class<?> modules,
      Map<String, Object> settings,
      Consumer<AnnotationConfigApplicationContext> beans) {
    var context = new AnnotationConfigApplicationContext();
    // As the product names its beans: two modules may have a class of one name.
    context.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
    context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    // Stories read facts right after their events.
    context
        .getEnvironment()
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "stories", Map.of("tenure.intake.answer", "folded", "tenure.data", "no-data")));
    context.registerBean(DataSource.class, () -> data);
    context.registerBean(PlatformClock.class, () -> clock);
    beans.accept(context);
    context.register(Transactions.class, modules);
    context.refresh();
    return context;
  }

  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {
    @Bean
    JdbcClient jdbc(DataSource dataSource) {
      return JdbcClient.create(dataSource);
    }

    @Bean
    Irreversible irreversible(JdbcClient jdbc, PlatformClock clock) {
      return new Irreversible(jdbc, clock);
    }

    @Bean
    Clocks clocks(JdbcClient jdbc) {
      return new Clocks(jdbc, Duration.ofMinutes(1));
    }

    @Bean
    NamedParameterJdbcTemplate pipelined(DataSource dataSource) {
      return new NamedParameterJdbcTemplate(dataSource);
    }

    @Bean
    WithCommit withCommit(NamedParameterJdbcTemplate pipelined) {
      return new WithCommit(pipelined);
    }

    @Bean
    Copy copy(NamedParameterJdbcTemplate pipelined) {
      return new Copy(pipelined.getJdbcOperations());
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

  @Override
  protected AnnotationConfigApplicationContext context() {
    return context;
  }
}
