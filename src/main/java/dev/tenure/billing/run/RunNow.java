package dev.tenure.billing.run;

import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.clock.Irreversible;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works off runs (D8): what is due and not done. Several resellers are worked on at a time and
 * numbered in the order of their ids, so that a run that was killed goes on where it stood and
 * gives the same numbers.
 */
@Component
public class RunNow {

  private static final Logger log = LoggerFactory.getLogger(RunNow.class);

  /** Who asked for a run that nobody asked for. */
  private static final String SCHEDULER = "Tenure";

  private final RunStore store;
  private final IssueInvoice issue;
  private final Irreversible irreversible;

  RunNow(RunStore store, IssueInvoice issue, Irreversible irreversible) {
    this.store = store;
    this.issue = issue;
    this.irreversible = irreversible;
  }

  /** Begins a run that somebody asked for; the next {@link #work} takes it up. */
  public UUID begin(YearMonth period, boolean dry, String askedBy) {
    return store.begin(period, dry, askedBy);
  }

  /** Who would be invoiced by a run of the month that somebody asks for, by id. */
  public List<ResellerId> due(YearMonth period) {
    return store.due(period, false);
  }

  /** The newest month that has begun anywhere on Earth. */
  public YearMonth newestMonth() {
    return store.newestMonth();
  }

  /** Begins a run when somebody is due and none is under way (A12), unless it would be held. */
  public void beginIfDue() {
    store.alone(() -> {
      if (!irreversible.permitted()) {
        return;
      }
      YearMonth month = store.newestMonth();
      if (store.oldestUnfinished().isEmpty() && !store.due(month, true).isEmpty()) {
        store.begin(month, false, SCHEDULER);
      }
    });
  }

  /**
   * Works off all runs that were begun; nothing when another node does.
   *
   * @param goOn asked between two resellers; a run that is stopped is resumed by the next call
   */
  public void work(BooleanSupplier goOn) {
    store.alone(() -> runs(goOn));
  }

  private void runs(BooleanSupplier goOn) {
    Optional<Run> next = store.oldestUnfinished();
    while (next.isPresent() && goOn.getAsBoolean()) {
      Run run = next.get();
      // A16: what would issue invoices waits until the clock is beyond doubt.
      BooleanSupplier may = () -> goOn.getAsBoolean() && (run.dry() || irreversible.permitted());
      if (!may.getAsBoolean()) {
        return;
      }
      if (run(run, may)) {
        store.finish(run.id());
      }
      next = store.oldestUnfinished();
    }
  }

  private boolean run(Run run, BooleanSupplier goOn) {
    List<ResellerId> resellers =
        run.dry()
            ? store.undrafted(run.id())
            : store.due(run.period(), run.askedBy().equals(SCHEDULER));
    store.expect(run.id(), resellers.size());
    return Lanes.each(resellers, goOn, (reseller, turn) -> one(run, reseller, turn));
  }

  /** One reseller's failure leaves the others alone; it stands in the run's results. */
  private void one(Run run, ResellerId reseller, Lanes.Turn turn) {
    try {
      if (run.dry()) {
        issue.draftNext(run, reseller);
        return;
      }
      boolean more = true;
      while (more) {
        more = issued(run, reseller, turn);
      }
    } catch (IssueInvoice.Held held) {
      log.info("Invoices wait until the clock is beyond doubt");
    } catch (Refused refused) {
      failed(run, reseller, refused.refusal().sentence());
    } catch (RuntimeException e) {
      log.error("The invoice of reseller {} failed", reseller, e);
      failed(run, reseller, String.valueOf(e.getMessage()));
    }
  }

  /** Accounts that change while they are invoiced are read anew. */
  private boolean issued(Run run, ResellerId reseller, Lanes.Turn turn) {
    try {
      return issue.issueNext(run, reseller, turn, false);
    } catch (IssueInvoice.Unsettled again) {
      return issue.issueNext(run, reseller, turn, true);
    }
  }

  private void failed(Run run, ResellerId reseller, String error) {
    store.writeResult(
        run.id(),
        new RunStore.Result(reseller, run.period(), "FAILED", null, "XXX", 0, 0, 0, 0, error));
  }
}
