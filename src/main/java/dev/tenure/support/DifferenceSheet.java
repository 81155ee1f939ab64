package dev.tenure.support;

import dev.tenure.billing.RunDifferences.Difference;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Customers with what they gained or lost from one invoice to the next. */
final class DifferenceSheet {

  private static final int ROWS = 50;
  private static final Map<String, Comparator<Difference>> SORTS =
      Map.of(
          "customer", Comparator.comparing(each -> each.name().toLowerCase(Locale.ROOT)),
          "reference", Comparator.comparing(Difference::reference),
          "change", Comparator.comparing(Difference::change),
          "before", Comparator.comparingLong(each -> each.before().minor()),
          "now", Comparator.comparingLong(each -> each.now().minor()),
          "difference", Comparator.comparingLong(each -> each.by().minor()));

  private DifferenceSheet() {}

  static Sheet of(Page page, Typed asked, String path, List<Difference> all) {
    String sort = SORTS.containsKey(asked.get("sort")) ? asked.get("sort") : "";
    String text = asked.get("q").strip().toLowerCase(Locale.ROOT);
    List<Difference> found = all.stream().filter(each -> said(page, each).contains(text)).toList();
    if (!sort.isEmpty()) {
      Comparator<Difference> order = Objects.requireNonNull(SORTS.get(sort));
      found =
          found.stream()
              .sorted(asked.get("dir").equals("desc") ? order.reversed() : order)
              .toList();
    }
    return Sheet.paged(
        page,
        asked,
        path,
        sort,
        ROWS,
        found,
        each -> row(page, each),
        "support.billing.customers.none",
        "customer",
        "reference",
        "!change",
        "#before",
        "#now",
        "#difference");
  }

  private static String change(Page page, Difference each) {
    return page.text("support.billing.change." + each.change());
  }

  private static String said(Page page, Difference each) {
    return (each.name() + " " + each.reference() + " " + change(page, each))
        .toLowerCase(Locale.ROOT);
  }

  private static Sheet.Row row(Page page, Difference each) {
    String sign = each.by().minor() > 0 ? "+" : "";
    return new Sheet.Row(
        List.of(
            Sheet.Cell.link(each.name(), Paths.of(each.customer())),
            Sheet.Cell.of(each.reference().isEmpty() ? "–" : each.reference()),
            Sheet.Cell.of(change(page, each)),
            Sheet.Cell.of(each.before().shown()),
            Sheet.Cell.of(each.now().shown()),
            Sheet.Cell.of(sign + each.by().shown())));
  }
}
