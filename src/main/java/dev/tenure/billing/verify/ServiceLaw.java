package dev.tenure.billing.verify;

import dev.tenure.account.Lives;
import dev.tenure.account.Timeline;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.verify.LawCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * D6, D10: no line charges a day without service, by what was known of the customer's life when the
 * invoice was issued. A T that was set later doesn't make an invoice wrong that was right.
 */
@Component
class ServiceLaw implements LawCheck {

  private static final int PORTION = 1000;
  private static final int MOST_TOLD = 20;

  private final InvoiceLawStore store;
  private final Lives lives;

  ServiceLaw(InvoiceLawStore store, Lives lives) {
    this.store = store;
    this.lives = lives;
  }

  @Override
  public String rule() {
    return "D6";
  }

  @Override
  public String sentence() {
    return "no invoice line for a day after T, or in a gap of service";
  }

  @Override
  public Outcome run() {
    List<String> violations = new ArrayList<>();
    Set<CustomerId> customers = new LinkedHashSet<>();
    List<InvoiceLawStore.Charged> portion = new ArrayList<>();
    long[] checked = new long[1];
    store.eachCharged(charged -> {
      boolean full = customers.size() >= PORTION && !customers.contains(charged.customer());
      if (full) {
        check(portion, customers, violations);
        portion.clear();
        customers.clear();
      }
      customers.add(charged.customer());
      portion.add(charged);
      checked[0]++;
    });
    check(portion, customers, violations);
    return new Outcome(checked[0], violations);
  }

  private void check(
      List<InvoiceLawStore.Charged> portion, Set<CustomerId> customers, List<String> violations) {
    if (violations.size() >= MOST_TOLD || portion.isEmpty()) {
      return;
    }
    Map<CustomerId, Timeline> told = lives.of(customers);
    Map<Known, Optional<Timeline>> known = new HashMap<>();
    for (InvoiceLawStore.Charged charged : portion) {
      Timeline whole = told.get(charged.customer());
      Optional<Timeline> then =
          whole == null
              ? Optional.empty()
              : known.computeIfAbsent(
                  new Known(charged.customer(), charged.issuedAt()),
                  key -> whole.asKnownAt(charged.issuedAt()));
      firstUnserved(charged, then)
          .ifPresent(day ->
              violations.add(
                  "invoice %s charges customer %s for %s, a day without service"
                      .formatted(charged.invoice(), charged.customer(), day)));
    }
  }

  private record Known(CustomerId customer, Instant at) {}

  private static Optional<LocalDate> firstUnserved(
      InvoiceLawStore.Charged charged, Optional<Timeline> life) {
    return charged
        .from()
        .datesUntil(charged.until())
        .filter(day ->
            life.isEmpty()
                || !Lives.servedWithin(
                    life.get(),
                    day.atStartOfDay(charged.zone()).toInstant(),
                    day.plusDays(1).atStartOfDay(charged.zone()).toInstant()))
        .findFirst();
  }
}
