package dev.tenure.platform.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A command beside a running Tenure doesn't change their shape. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tenure.mode", havingValue = "beside")
class MigrationsBeside {

  @Bean
  FlywayMigrationStrategy refusePending() {
    return flyway -> {
      int pending = flyway.info().pending().length;
      if (pending > 0) {
        throw new DatabaseRefused(
            "The database lacks %d migrations of this Tenure; run './tenure start' once, then try again."
                .formatted(pending));
      }
    };
  }
}
