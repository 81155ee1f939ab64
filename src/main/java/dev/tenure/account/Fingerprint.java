package dev.tenure.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What matters of the facts a warning screen shows (G): holds, schedule and what is charged. Calls
 * in progress and people signed in come and go; they are shown but don't count.
 */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * @param licences see {@link BillingFigures#licences}
   */
  static String of(Account account, Instant now, String licences) {
    State state = account.timeline().at(now).orElseThrow();
    String facts =
        String.join(
            "|",
            state.status().name(),
            state.holds().stream().map(h -> h.owner().name()).collect(Collectors.joining(",")),
            state.scheduled().map(Instant::toString).orElse("-"),
            account.details().product().name(),
            String.valueOf(account.details().trialUntil()),
            licences);
    return UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
