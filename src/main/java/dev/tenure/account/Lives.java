package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells customers' lives to whoever proves something about them (F3). */
@Component
public class Lives {

  private final IntentStore intents;

  Lives(IntentStore intents) {
    this.intents = intents;
  }

  /** The timelines of these customers; a customer that isn't there has none. */
  public Map<CustomerId, Timeline> of(Collection<CustomerId> customers) {
    Map<CustomerId, Timeline> lives = new HashMap<>();
    intents
        .readAll(customers.stream().map(CustomerId::value).toArray(UUID[]::new))
        .forEach((id, told) -> lives.put(new CustomerId(id), Timeline.of(told)));
    return lives;
  }

  /** Whether the account was served at any instant of {@code [from, until)}. */
  public static boolean servedWithin(Timeline life, Instant from, Instant until) {
    return life.periods().stream()
        .anyMatch(period -> {
          Instant end = period.until();
          return period.from().isBefore(until) && (end == null || end.isAfter(from));
        });
  }
}
