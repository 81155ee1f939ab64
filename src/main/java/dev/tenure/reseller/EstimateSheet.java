package dev.tenure.reseller;

import dev.tenure.billing.NextInvoices;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Outlook;
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

  private EstimateSheet() {}

  static Sheet of(Page page, Typed asked, Outlook<NextInvoices.Estimate> estimate) {
    String sort = SORTS.containsKey(asked.get("sort")) ? asked.get("sort") : "customer";
    Comparator<NextInvoices.Share> order = Objects.requireNonNull(SORTS.get(sort));
    String text = asked.get("q").strip().toLowerCase(Locale.ROOT);
    List<NextInvoices.Share> found =
        estimate.known().stream()
            .flatMap(next -> next.shares().stream())
            .filter(share ->
                (share.name() + " " + share.reference()).toLowerCase(Locale.ROOT).contains(text))
            .sorted(asked.get("dir").equals("desc") ? order.reversed() : order)
            .toList();
    return Sheet.paged(
        page,
        asked,
        Paths.ESTIMATE,
        sort,
        ROWS,
        found,
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

  static void csv(HttpServletResponse response, Outlook<NextInvoices.Estimate> estimate)
      throws IOException {
    Csv csv = Csv.download(response, "estimate.csv");
    csv.row("customer", "reference", "users", "currency", "net", "kind", "total");
    if (estimate.isUnknown()) {
      csv.row(estimate.because());
    }
    estimate
        .known()
        .ifPresent(next -> {
          String currency = next.total().currency().getCurrencyCode();
          for (NextInvoices.Share share : next.shares()) {
            csv.row(
                share.name(),
                share.reference(),
                share.users(),
                currency,
                share.net(),
                "customer",
                next.total());
          }
          // With discount and tax the amounts add up to the total on the page.
          csv.row("", "", "", currency, next.discount(), "discount", next.total());
          csv.row("", "", "", currency, next.tax(), "tax", next.total());
        });
  }
}
