package dev.tenure.account;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.util.function.Supplier;

/** A10 and G: a command is refused when its author did not see what is so now. */
final class Freshness {

  private Freshness() {}

  static void check(Order order, Account account, Instant now, Supplier<String> licences) {
    if (order.seenVersion() != account.version()) {
      Change change = account.lastChange();
      throw new Refused(
          new Refusal.Conflict(
              "account-changed",
              "%s was changed meanwhile: %s by %s. Nothing was done; look again and decide."
                  .formatted(account.name(), change.what(), change.by()),
              change.what(),
              change.by(),
              change.at()));
    }
    String shown = order.fingerprint();
    if (shown != null && !shown.equals(Fingerprint.of(account, now, licences.get()))) {
      throw new Refused(
          new Refusal.Conflict(
              "facts-changed",
              "What the warning showed is no longer so. Nothing was done; look again and decide.",
              null,
              null,
              null));
    }
  }
}
