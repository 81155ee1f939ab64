package dev.tenure.reseller;

import dev.tenure.billing.InvoiceQuery;
import dev.tenure.billing.Invoices;
import dev.tenure.billing.NextInvoices;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The next invoice by customer. */
final class EstimateSheet {

  private static final int ROWS = 50;
  private static final Map<String, Comparator<NextInvoices.Share>> SORTS =
      Map.of(
          "customer", Comparator.comparing(share -> share.name().toLowerCase(Locale.ROOT)),
          "reference", Comparator.comparing(NextInvoices.Share::reference),
          "users", Comparator.comparingInt(NextInvoices.Share::users),
          "amount", Comparator.comparingLong(share -> share.net().minor()));

  private final Typed asked;
  private final InvoiceQuery query;
  private final Foremost<NextInvoices.Share> found;

  /** The page of it that is asked for; of an invoice of any size only that much is held. */
  EstimateSheet(Typed asked) {
    this.asked = asked;
    String sort = SORTS.containsKey(asked.get("sort")) ? asked.get("sort") : "customer";
    int at = Math.toIntExact(Math.clamp(asked.number("at", 1), 1, 1_000_000));
    this.query = new InvoiceQuery(asked.get("q"), sort, asked.get("dir").equals("desc"), at, ROWS);
    Comparator<NextInvoices.Share> order = Objects.requireNonNull(SORTS.get(sort));
    this.found =
        new Foremost<>(query.offset() + ROWS, query.descending() ? order.reversed() : order);
  }

  void add(NextInvoices.Share share) {
    if ((share.name() + " " + share.reference()).toLowerCase(Locale.ROOT).contains(query.text())) {
      found.add(share);
    }
  }

  Sheet on(Page page) {
    return Sheet.paged(
        page,
        asked,
        Paths.ESTIMATE,
        query,
        new Invoices.Rows<>(
            found.inOrder().stream().skip(query.offset()).toList(), found.offered()),
        share -> row(page, share),
        "billing.estimate.none",
        "customer",
        "reference",
        "#users",
        "#amount");
  }

  private static Sheet.Row row(Page page, NextInvoices.Share share) {
    String name = share.name();
    return new Sheet.Row(
        List.of(
            page.shell().may("SEE_CUSTOMERS")
                ? Sheet.Cell.link(name, Paths.of(share.customer()) + "/billing")
                : Sheet.Cell.of(name),
            Sheet.Cell.of(share.reference().isEmpty() ? "–" : share.reference()),
            Sheet.Cell.of(page.formats().number(share.users())),
            Sheet.Cell.of(share.net().shown())));
  }

  static void csv(HttpServletResponse response, ResellerId reseller, NextInvoices invoices)
      throws IOException {
    Csv csv = Csv.download(response, "estimate.csv");
    csv.row("customer", "reference", "users", "currency", "net", "kind", "total");
    Outlook<NextInvoices.Estimate> estimate =
        invoices.twice(
            reseller,
            next ->
                share ->
                    csv.row(
                        share.name(),
                        share.reference(),
                        share.users(),
                        next.total().currency().getCurrencyCode(),
                        share.net(),
                        "customer",
                        next.total()));
    if (estimate.isUnknown()) {
      csv.row(estimate.because());
    }
    estimate
        .known()
        .ifPresent(next -> {
          String currency = next.total().currency().getCurrencyCode();
          // With discount and tax the amounts add up to the total on the page.
          csv.row("", "", "", currency, next.discount(), "discount", next.total());
          csv.row("", "", "", currency, next.tax(), "tax", next.total());
        });
  }
}
