package dev.tenure.platform.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever only looks at the data doesn't change their shape. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tenure.mode", havingValue = "verify")
class VerifyMigrations {

  @Bean
  FlywayMigrationStrategy refusePending() {
    return flyway -> {
      int pending = flyway.info().pending().length;
      if (pending > 0) {
        throw new DatabaseRefused(
            "The database lacks %d migrations of this Tenure; run './tenure start' once, then verify."
                .formatted(pending));
      }
    };
  }
}
