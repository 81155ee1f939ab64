package dev.tenure.delivery;

import dev.tenure.platform.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the workers share. */
@Configuration
class DeliveryConfiguration {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  @Bean
  Backoff deliveryBackoff() {
    return new Backoff(RandomGenerator.of("SplittableRandom"), FIRST, LONGEST);
  }
}
