package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many customers an invoice gains and loses beside that of the month before. */
final class Compared implements Drafting.Sink {

  private static final int AT_ONCE = 1000;

  private final InvoiceWriteStore store;
  private final InvoiceWriteStore.Before before;
  private final List<CustomerId> waiting = new ArrayList<>();
  private long kept;

  Compared(InvoiceWriteStore store, InvoiceWriteStore.Before before) {
    this.store = store;
    this.before = before;
  }

  @Override
  public void customer(Draft.Share share, List<DraftLine> lines) {
    waiting.add(share.customer());
    if (waiting.size() == AT_ONCE) {
      count();
    }
  }

  private void count() {
    InvoiceId invoice = before.invoice();
    if (invoice != null && !waiting.isEmpty()) {
      kept += store.among(invoice, waiting);
    }
    waiting.clear();
  }

  /** What the run keeps of the reseller, once all its customers came. */
  RunStore.Result result(
      Drafting.Whole whole, ResellerId reseller, String outcome, @Nullable InvoiceId invoice) {
    count();
    return new RunStore.Result(
        reseller,
        whole.period(),
        outcome,
        invoice,
        whole.currency().getCurrencyCode(),
        whole.total().minor(),
        before.total(),
        Math.toIntExact(whole.customers() - kept),
        Math.toIntExact(before.customers() - kept),
        "");
  }
}
