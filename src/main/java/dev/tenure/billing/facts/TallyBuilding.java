package dev.tenure.billing.facts;

import dev.tenure.billing.draft.Tally;
import dev.tenure.platform.ResellerId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the licences of resellers of whom nothing is kept yet, or only under former terms or for
 * an invoice that is issued (D15). Acts go on meanwhile: first their changes begin to be written
 * down, then all customers are counted as one snapshot shows them, less what it shows of changes.
 */
@Component
public class TallyBuilding {

  private static final Logger log = LoggerFactory.getLogger(TallyBuilding.class);

  private final TallyStore store;
  private final Tallies tallies;
  private final TransactionTemplate moment;
  private final TransactionTemplate snapshot;

  TallyBuilding(TallyStore store, Tallies tallies, PlatformTransactionManager transactions) {
    this.store = store;
    this.tallies = tallies;
    this.moment = new TransactionTemplate(transactions);
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Counts whatever is due; a failure keeps pages slower, not wrong, until the next round. */
  public void doDue(BooleanSupplier goOn) {
    List<ResellerId> due = store.due();
    if (due.isEmpty()) {
      return;
    }
    // Counting is all CPU: as a virtual thread it would keep pages waiting.
    Thread counting = Thread.ofPlatform().name("counting").daemon().start(() -> each(due, goOn));
    try {
      counting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void each(List<ResellerId> due, BooleanSupplier goOn) {
    for (ResellerId reseller : due) {
      if (!goOn.getAsBoolean()) {
        return;
      }
      try {
        build(reseller);
      } catch (RuntimeException failed) {
        log.warn(
            "The licences of reseller {} aren't counted yet, trying again with the next round: {}",
            reseller,
            failed.getMessage());
      }
    }
  }

  /** Counts one reseller's licences and keeps the result from now on. */
  public void build(ResellerId reseller) {
    begin(reseller).ifPresent(tally -> count(reseller, tally));
  }

  /** From now on each act adds to a new tally, which knows of nothing before. */
  Optional<UUID> begin(ResellerId reseller) {
    return Objects.requireNonNull(
        moment.execute(status -> {
          store.lock(reseller);
          // Read first: terms that change behind it make it an old one.
          Optional<String> mark = store.mark(reseller);
          return mark.flatMap(under ->
              tallies.next(reseller).map(next -> store.begin(reseller, next.period(), under)));
        }));
  }

  /** Adds all that was before. */
  void count(ResellerId reseller, UUID tally) {
    snapshot.executeWithoutResult(status -> counted(reseller, tally));
  }

  private void counted(ResellerId reseller, UUID tally) {
    if (!store.stands(tally)) {
      return;
    }
    store.mayTakeLong();
    tallies
        .next(reseller)
        .ifPresent(next -> {
          Tally all = tallies.count(next.history(), next.period());
          store.add(tally, reseller, all.minus(store.added(tally)));
          store.ready(tally);
        });
  }
}
