package dev.tenure.billing.run;

import dev.tenure.billing.InvoiceId;
import dev.tenure.billing.Part;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Terms;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.DraftLine;
import dev.tenure.platform.ResellerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Writes a draft down as an issued invoice, within the caller's transaction. */
@Component
public class InvoiceWriting {

  private final InvoiceWriteStore store;

  InvoiceWriting(InvoiceWriteStore store) {
    this.store = store;
  }

  /** Writes down all of a period's invoice but its head, which is then to follow. */
  InvoiceId lines(Terms on, Draft draft) {
    InvoiceId id = store.newId();
    store.writeLines(id, draft, parts(on, draft));
    return id;
  }

  /** All that its lines may name: parts of the plan of now, and of those they were made under. */
  private static Collection<Part> parts(Terms on, Draft draft) {
    Map<PartNumber, Part> parts = new TreeMap<>();
    Terms last = on;
    on.plan().parts().forEach(part -> parts.put(part.number(), part));
    for (DraftLine line : draft.lines()) {
      if (!line.terms().same(last)) {
        last = line.terms();
        last.plan().parts().forEach(part -> parts.putIfAbsent(part.number(), part));
      }
    }
    return parts.values();
  }

  /** The head of a period's invoice, with its number. */
  void head(InvoiceId id, Terms on, Draft draft, String by) {
    store.writeHead(
        id,
        new InvoiceWriteStore.Head(
            on.reseller(),
            draft.period(),
            draft.currency().getCurrencyCode(),
            draft.net().minor(),
            draft.total().minor(),
            draft.lines().size(),
            by,
            "",
            on.plan().name()));
  }

  /** An ad hoc invoice; its first line is what it is about. */
  public InvoiceId adHoc(ResellerId reseller, Draft draft, String by, String reason) {
    InvoiceId id = store.newId();
    store.writeLines(id, draft, List.of());
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
