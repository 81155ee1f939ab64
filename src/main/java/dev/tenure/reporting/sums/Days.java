package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Calendar;
import dev.tenure.reporting.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps a customer's past days added up. A day that is missing, as after a change of its zone or
 * day start, or that goes by settings of before, costs a report time and nothing else.
 */
@Component
class Days {

  private static final int DAYS_AT_ONCE = 31;
  private static final int QUARTERS_AT_ONCE = 2 * 96;
  private static final int TIMED_AT_ONCE = 7;

  private final SumWorkStore work;
  private final DayStore store;
  private final RulesStore rules;
  private final TransactionTemplate transaction;

  Days(SumWorkStore work, DayStore store, RulesStore rules, TransactionTemplate transaction) {
    this.work = work;
    this.store = store;
    this.rules = rules;
    this.transaction = transaction;
  }

  /** Adds up all days that are over and clean. */
  void catchUp(CustomerId customer, Duration settled) {
    boolean more;
    do {
      more =
          Objects.requireNonNull(transaction.execute(status -> some(customer, settled)))
              .booleanValue();
    } while (more);
  }

  private boolean some(CustomerId customer, Duration settled) {
    if (!work.lock(customer)) {
      return false;
    }
    RulesStore.Present present = rules.of(customer);
    if (!rules.wentBy(customer, present.internal())) {
      List<Instant> other = work.otherRule(customer, QUARTERS_AT_ONCE);
      if (!other.isEmpty()) {
        work.sumUp(customer, other, Kept.DIRECTION);
        return true;
      }
    }
    int wrapUp = present.rules().thresholds().wrapUp();
    List<Bucket> due = due(customer, settled, present);
    Map<Bucket, SumWorkStore.Done> done = new HashMap<>();
    work.done(customer).forEach(each -> done.put(each.day(), each));
    Set<Bucket> stale = new HashSet<>(done.keySet());
    stale.removeAll(calendar(present, done.keySet()));
    if (!stale.isEmpty()) {
      store.forget(customer, List.copyOf(stale));
    }
    List<Bucket> missing =
        due.stream().filter(day -> !done.containsKey(day)).limit(DAYS_AT_ONCE).toList();
    if (!missing.isEmpty()) {
      store.sumUp(customer, missing);
      return true;
    }
    if (!rules.wentBy(customer, present.internal())) {
      List<Bucket> other =
          store.otherRule(customer).stream()
              .filter(done::containsKey)
              .filter(day -> !stale.contains(day))
              .limit(DAYS_AT_ONCE)
              .toList();
      if (!other.isEmpty()) {
        store.add(customer, other, Kept.DIRECTION);
        return true;
      }
    }
    List<Bucket> untimed =
        due.stream()
            .filter(day -> {
              SumWorkStore.Done each = done.get(day);
              return each != null && !each.timedBy(wrapUp);
            })
            .limit(TIMED_AT_ONCE)
            .toList();
    if (!untimed.isEmpty()) {
      store.timeAgents(customer, untimed, wrapUp);
      return true;
    }
    rules.note(customer, present);
    return false;
  }

  /** Those of the spans that are days in the customer's present calendar. */
  private static Set<Bucket> calendar(RulesStore.Present present, Set<Bucket> spans) {
    Calendar calendar = present.rules().calendar();
    Set<Bucket> days = new HashSet<>();
    for (Bucket span : spans) {
      LocalDate day = calendar.dayOf(span.from());
      Bucket real = new Bucket(calendar.begin(day), calendar.end(day));
      if (real.equals(span)) {
        days.add(span);
      }
    }
    return days;
  }

  /** The days from the first sum on that are over, and before which nothing is touched. */
  private List<Bucket> due(CustomerId customer, Duration settled, RulesStore.Present present) {
    Optional<Instant> first = work.firstQuarter(customer);
    if (first.isEmpty()) {
      return List.of();
    }
    Calendar calendar = present.rules().calendar();
    Instant over = present.now().minus(settled);
    Instant clean = work.earliestTouched(customer).filter(over::isAfter).orElse(over);
    LocalDate from = calendar.dayOf(first.get());
    LocalDate to = calendar.dayOf(clean).minusDays(1);
    return to.isBefore(from) ? List.of() : calendar.days(new DayRange(from, to));
  }
}
