package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.Terms;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.clock.Irreversible;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One reseller's invoice for one period: drafted, written, numbered and closed in one transaction
 * (D8). Whatever kills it leaves nothing behind, and repeating it makes the same.
 */
@Component
class IssueInvoice {

  private final TermsStore terms;
  private final Drafting drafting;
  private final InvoiceWriteStore store;
  private final InvoiceWriting writing;
  private final RunStore runs;
  private final Irreversible irreversible;

  IssueInvoice(
      TermsStore terms,
      Drafting drafting,
      InvoiceWriteStore store,
      InvoiceWriting writing,
      RunStore runs,
      Irreversible irreversible) {
    this.terms = terms;
    this.drafting = drafting;
    this.store = store;
    this.writing = writing;
    this.runs = runs;
    this.irreversible = irreversible;
  }

  /**
   * Issues the reseller's next invoice if its period isn't after the run's; false if it is.
   *
   * @param turn awaited before a number is taken
   * @param firmly keeps commands on the reseller's accounts waiting meanwhile
   * @throws Unsettled when an account of the reseller's changed meanwhile; it is to be tried again,
   *     firmly
   * @throws Held while the clock is in doubt (A16)
   */
  @Transactional
  public boolean issueNext(Run run, ResellerId reseller, Lanes.Turn turn, boolean firmly) {
    store.mayTakeLong();
    if (!irreversible.permitted()) {
      throw new Held();
    }
    Optional<Terms> locked = terms.lock(reseller);
    if (locked.isEmpty()) {
      return false;
    }
    Terms on = locked.get();
    YearMonth period = terms.nextPeriod(on);
    // D1: in the reseller's own zone the period must have begun.
    if (period.isAfter(run.period()) || period.isAfter(terms.month(on))) {
      return false;
    }
    if (firmly) {
      turn.await();
    }
    String seen = firmly ? store.lockVersions(reseller) : store.versions(reseller);
    Compared compared = new Compared(store, store.before(reseller, period.minusMonths(1)));
    InvoiceLines lines = writing.lines(compared);
    Drafting.Whole whole =
        firmly ? drafting.counting(on, period, lines) : drafting.each(on, period, lines);
    lines.close(whole.closing());
    turn.await();
    // D6: no command on an account of the reseller's falls between its facts and its invoice.
    // D15: nor is an invoice issued by volumes that aren't those of its own lines.
    if (!store.lockVersions(reseller).equals(seen) || !whole.agrees()) {
      throw new Unsettled();
    }
    InvoiceId invoice = whole.lines() == 0 ? null : lines.invoice();
    if (invoice != null) {
      writing.head(lines, on, whole, run.askedBy());
    }
    store.close(on, period, invoice);
    runs.writeResult(
        run.id(),
        compared.result(whole, reseller, invoice == null ? "NOTHING" : "ISSUED", invoice));
    return true;
  }

  /** An account changed between the reading of its facts and the issuing of its invoice. */
  static final class Unsettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsettled() {
      super("An account changed while its invoice was drafted");
    }
  }

  /** No invoice is issued by a clock in doubt; it is due still. */
  static final class Held extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Held() {
      super("The clock is in doubt");
    }
  }

  /** What a run would issue next; nothing is written but the run's own result. */
  @Transactional
  public void draftNext(Run run, ResellerId reseller) {
    Optional<Terms> found = terms.find(reseller);
    if (found.isPresent()) {
      YearMonth before = run.period().minusMonths(1);
      Compared compared = new Compared(store, store.before(reseller, before));
      Drafting.Whole whole = drafting.each(found.get(), run.period(), compared);
      runs.writeResult(run.id(), compared.result(whole, reseller, "DRAFT", null));
    }
  }
}
