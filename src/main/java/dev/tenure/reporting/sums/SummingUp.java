package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sums touched quarters up anew. Marks are locked, facts read, sums written and marks taken away in
 * one transaction: a crash undoes all of it. Several nodes pass each other by; one customer's sums
 * are in one worker's hands at a time.
 */
@Component
public class SummingUp {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final SumWorkStore store;
  private final Days days;
  private final RulesStore rules;
  private final TransactionTemplate transaction;
  private final Duration settled;

  SummingUp(
      SumWorkStore store,
      Days days,
      RulesStore rules,
      TransactionTemplate transaction,
      @Value("${tenure.reports.settled:2m}") Duration settled) {
    this.store = store;
    this.days = days;
    this.rules = rules;
    this.transaction = transaction;
    this.settled = settled;
  }

  /**
   * Sums up all that was touched and is settled, or that goes by settings of before, and no other
   * worker holds.
   *
   * @return how many quarters were marked
   */
  public int catchUp() {
    Set<CustomerId> busy = new HashSet<>();
    Set<CustomerId> changed = new HashSet<>();
    int total = 0;
    Turn turn;
    do {
      turn = Objects.requireNonNull(transaction.execute(status -> turn(busy)));
      total += turn.marks();
      turn.changed().ifPresent(changed::add);
      turn.busy().ifPresent(busy::add);
    } while (turn.changed().isPresent() || turn.busy().isPresent());
    changed.addAll(rules.changed());
    changed.forEach(customer -> days.catchUp(customer, settled));
    return total;
  }

  /** How long it is until a touched quarter is settled; zero or less if one is. */
  Optional<Duration> untilNext() {
    return store.untilNext(settled);
  }

  private record Turn(int marks, Optional<CustomerId> changed, Optional<CustomerId> busy) {}

  private Turn turn(Set<CustomerId> busy) {
    Optional<SumWorkStore.First> found = store.oldest(settled, busy);
    if (found.isEmpty()) {
      return new Turn(0, Optional.empty(), Optional.empty());
    }
    SumWorkStore.First first = found.get();
    CustomerId customer = first.customer();
    if (!store.lock(customer)) {
      return new Turn(0, Optional.empty(), Optional.of(customer));
    }
    List<Instant> marks = store.take(first, settled);
    List<Instant> quarters = withNeighbours(marks);
    store.sumUp(customer, quarters);
    store.reopenDays(customer, quarters);
    store.clean(customer, marks);
    return new Turn(marks.size(), Optional.of(customer), Optional.empty());
  }

  /**
   * What ended in the last seconds of a quarter may belong to a wrap-up that begins in the next.
   */
  private static List<Instant> withNeighbours(List<Instant> marks) {
    Set<Instant> all = new TreeSet<>(marks);
    marks.forEach(mark -> all.add(mark.plus(QUARTER)));
    return List.copyOf(all);
  }
}
