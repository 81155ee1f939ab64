package dev.tenure.billing;

import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.billing.run.RunNow;
import dev.tenure.billing.run.RunWorker;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.clock.Irreversible;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs as Support asks for them and sees them. */
@Component
public class Runs {

  /**
   * @param dry whether it only says what a run would issue
   * @param resellers how many it has to do with; null before it begins
   * @param done how many of them it has a result for
   * @param finishedAt null while it is under way
   */
  public record Line(
      UUID id,
      YearMonth period,
      boolean dry,
      String askedBy,
      Instant askedAt,
      @Nullable Integer resellers,
      int done,
      int failed,
      @Nullable Instant finishedAt) {}

  /**
   * What became of one reseller.
   *
   * @param outcome {@code ISSUED}, {@code NOTHING}, {@code DRAFT}, {@code FAILED}
   * @param before total of the invoice of the month before
   * @param gained customers on this one that weren't on that one
   */
  public record Result(
      ResellerId reseller,
      String name,
      YearMonth period,
      String outcome,
      @Nullable InvoiceId invoice,
      Money total,
      Money before,
      int gained,
      int lost,
      String error) {}

  /** One customer's part of an invoice, before discount and tax, in minor units. */
  record Part(CustomerId customer, String name, String reference, long net) {}

  private final RunReadStore store;
  private final RunNow runs;
  private final AuditTrail trail;
  private final Irreversible irreversible;
  private final ObjectProvider<RunWorker> worker;

  Runs(
      RunReadStore store,
      RunNow runs,
      AuditTrail trail,
      Irreversible irreversible,
      ObjectProvider<RunWorker> worker) {
    this.store = store;
    this.runs = runs;
    this.trail = trail;
    this.irreversible = irreversible;
    this.worker = worker;
  }

  /** The newest 100. */
  public List<Line> list() {
    return store.list();
  }

  /**
   * @throws Refused as not found
   */
  public Line require(String id) {
    try {
      return store
          .find(UUID.fromString(id))
          .orElseThrow(() -> new Refused(new Refusal.NotFound("billing run")));
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(new Refusal.NotFound("billing run"));
    }
  }

  /** Its results; those with the greatest difference first. */
  public Invoices.Rows<Result> results(UUID run, InvoiceQuery query) {
    return store.results(run, query);
  }

  /** Whom a run of the month that issues invoices would invoice, by id. */
  public List<ResellerId> due(YearMonth period) {
    return runs.due(period);
  }

  /**
   * Asks for a run, which the worker then begins; what is issued already stays as it is.
   *
   * @param dry issues nothing; may look at a month to come
   * @throws Refused as invalid in {@code period} when no reseller has reached the month; as {@code
   *     clock-in-doubt} unless it is dry
   */
  @Transactional
  public UUID ask(YearMonth period, boolean dry, Actor actor) {
    Plans.demandSupport(actor);
    if (!dry) {
      irreversible.demand();
    }
    YearMonth newest = runs.newestMonth();
    if (!dry && period.isAfter(newest)) {
      throw Words.invalid(
          "period",
          "period-not-begun",
          "%s has not begun. Choose this month, or make it a dry run.".formatted(period));
    }
    if (dry && period.isAfter(newest.plusMonths(1))) {
      throw Words.invalid("period", "period-too-late", "A dry run looks at most one month ahead.");
    }
    UUID id = runs.begin(period, dry, actor.name());
    trail.record(
        new AuditEntry(
            AuditEntry.PLATFORM,
            dry ? "billing.dry-run" : "billing.run",
            "done",
            actor,
            null,
            null,
            period.toString(),
            "",
            "",
            "asked for",
            Audience.SUPPORT));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            worker.ifAvailable(RunWorker::ring);
          }
        });
    return id;
  }
}
