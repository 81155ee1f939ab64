package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Terms;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.billing.facts.Drafting;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an invoice's lines and shares while it is drafted, some thousands at a time: an invoice
 * can have millions.
 */
final class InvoiceLines implements Drafting.Sink {

  private static final int AT_ONCE = 10_000;

  private final InvoiceWriteStore store;
  private final InvoiceId invoice;
  private final Drafting.Sink beside;
  private final List<InvoiceWriteStore.Placed> lines = new ArrayList<>();
  private final List<Draft.Share> shares = new ArrayList<>();

  /** D11: the terms that lines were made under, numbered as they came. */
  private final IdentityHashMap<Terms, Integer> terms = new IdentityHashMap<>(2);

  private final List<Terms> ordered = new ArrayList<>(2);
  private int written;

  /**
   * @param beside is given the customers too
   */
  InvoiceLines(InvoiceWriteStore store, InvoiceId invoice, Drafting.Sink beside) {
    this.store = store;
    this.invoice = invoice;
    this.beside = beside;
  }

  InvoiceId invoice() {
    return invoice;
  }

  @Override
  public void customer(Draft.Share share, List<DraftLine> own) {
    own.forEach(line -> add(share, line));
    shares.add(share);
    if (lines.size() >= AT_ONCE) {
      flush();
    }
    beside.customer(share, own);
  }

  private void add(Draft.@Nullable Share share, DraftLine line) {
    Integer no = terms.get(line.terms());
    if (no == null) {
      ordered.add(line.terms());
      no = ordered.size();
      terms.put(line.terms(), no);
    }
    lines.add(new InvoiceWriteStore.Placed(written++, share, line, no));
  }

  private void flush() {
    store.writeLines(invoice, lines);
    store.writeShares(invoice, shares);
    lines.clear();
    shares.clear();
  }

  /** The lines that belong to no customer, and the terms of all. */
  void close(List<DraftLine> closing) {
    closing.forEach(line -> add(null, line));
    flush();
    store.writeTerms(invoice, ordered);
  }

  /** All that its lines may name: parts of the plan of now, and of those they were made under. */
  void parts(Terms on) {
    Map<PartNumber, Part> parts = new TreeMap<>();
    on.plan().parts().forEach(part -> parts.put(part.number(), part));
    for (Terms each : ordered) {
      each.plan().parts().forEach(part -> parts.putIfAbsent(part.number(), part));
    }
    store.writeParts(invoice, parts.values());
  }
}
