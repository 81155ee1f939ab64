package dev.tenure.reseller;

import dev.tenure.account.BillingFigures.NextInvoice;
import dev.tenure.billing.InvoicePages;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.web.Page;
import gg.jte.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a warning screen says of the next invoice (G, D9). */
final class InvoiceWords {

  private InvoiceWords() {}

  static List<Content> of(Page page, Deed deed, Outlook<NextInvoice> invoice) {
    List<Content> lines = new ArrayList<>();
    invoice.known().ifPresent(next -> add(page, deed, next, lines));
    if (invoice.isUnknown()) {
      lines.add(page.rich("billing.unknown-act", invoice.because()));
    }
    return lines;
  }

  private static void add(Page page, Deed deed, NextInvoice next, List<Content> lines) {
    String month = InvoicePages.month(next.period());
    lines.add(
        next.same()
            ? page.rich("reseller.warn.invoice.unchanged", month, next.after())
            : page.rich("reseller.warn.invoice.changed", month, next.before(), next.after()));
    if (!next.others().isEmpty()) {
      lines.add(page.rich("reseller.warn.invoice.others", next.others()));
    }
    if (!deed.asksName()) {
      return;
    }
    LocalDate last = next.lastCharged();
    if (last != null) {
      lines.add(page.rich("reseller.warn.invoice.last-day", page.formats().weekday(last)));
    }
    if (!next.credit().isEmpty()) {
      lines.add(page.rich("reseller.warn.invoice.credit", next.credit()));
    }
    if (next.paid()) {
      lines.add(page.rich("reseller.warn.invoice.no-credit"));
    }
  }
}
