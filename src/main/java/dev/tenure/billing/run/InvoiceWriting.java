package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.Terms;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.platform.ResellerId;
import org.springframework.stereotype.Component;

/** Writes a draft down as an issued invoice, within the caller's transaction. */
@Component
public class InvoiceWriting {

  private final InvoiceWriteStore store;

  InvoiceWriting(InvoiceWriteStore store) {
    this.store = store;
  }

  /** To write down all of a period's invoice but its head while it is drafted. */
  InvoiceLines lines(Drafting.Sink beside) {
    return new InvoiceLines(store, store.newId(), beside);
  }

  /** The head of a period's invoice, with its number, and the parts that its lines name. */
  void head(InvoiceLines lines, Terms on, Drafting.Whole whole, String by) {
    lines.parts(on);
    store.writeHead(
        lines.invoice(),
        new InvoiceWriteStore.Head(
            on.reseller(),
            whole.period(),
            whole.currency().getCurrencyCode(),
            whole.net().minor(),
            whole.total().minor(),
            whole.lines(),
            by,
            "",
            on.plan().name()));
  }

  /** An ad hoc invoice; its first line is what it is about. */
  public InvoiceId adHoc(ResellerId reseller, Draft draft, String by, String reason) {
    InvoiceId id = store.newId();
    new InvoiceLines(store, id, (share, lines) -> {}).close(draft.lines());
    store.writeHead(
        id,
        new InvoiceWriteStore.Head(
            reseller,
            null,
            draft.currency().getCurrencyCode(),
            draft.lines().getFirst().amount(),
            draft.total().minor(),
            draft.lines().size(),
            by,
            reason,
            ""));
    return id;
  }
}
