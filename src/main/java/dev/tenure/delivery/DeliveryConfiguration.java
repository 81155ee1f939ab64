package dev.tenure.delivery;

import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the workers share. */
@Configuration
class DeliveryConfiguration {

  @Bean
  Backoff deliveryBackoff() {
    return new Backoff(RandomGenerator.of("SplittableRandom"));
  }
}
