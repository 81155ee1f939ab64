package dev.tenure.reseller;

import dev.tenure.billing.IdleHolder;
import dev.tenure.billing.IdleHolders;
import dev.tenure.billing.Money;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Licensed but inactive users, with their cost. */
final class IdleSheet {

  private static final int ROWS = 50;
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 730;
  private static final Map<String, Comparator<IdleHolder>> SORTS =
      Map.of(
          "user", Comparator.comparing(idle -> idle.name().toLowerCase(Locale.ROOT)),
          "customer", Comparator.comparing(idle -> idle.customerName().toLowerCase(Locale.ROOT)),
          "why", Comparator.comparing(IdleHolder::why),
          "since",
              Comparator.comparing(
                  IdleHolder::since, Comparator.nullsFirst(Comparator.naturalOrder())),
          "monthly", Comparator.comparingLong(idle -> idle.monthly().map(Money::minor).orElse(0L)));

  private IdleSheet() {}

  /** For how many days an agent must not have been seen; within reason. */
  static int days(Typed asked) {
    return Math.toIntExact(Math.clamp(asked.number("days", USUAL_DAYS), 1, MOST_DAYS));
  }

  static Sheet of(Page page, Typed asked, IdleHolders.Overview overview) {
    String sort = SORTS.containsKey(asked.get("sort")) ? asked.get("sort") : "customer";
    Comparator<IdleHolder> order = Objects.requireNonNull(SORTS.get(sort));
    String text = asked.get("q").strip().toLowerCase(Locale.ROOT);
    List<IdleHolder> found =
        overview.holders().stream()
            .filter(idle -> words(page, idle).toLowerCase(Locale.ROOT).contains(text))
            .sorted(asked.get("dir").equals("desc") ? order.reversed() : order)
            .toList();
    return Sheet.paged(
        page,
        asked,
        Paths.IDLE,
        sort,
        ROWS,
        found,
        idle -> row(page, idle),
        "billing.idle.none",
        "user",
        "customer",
        "why",
        "!since",
        "-licences",
        "#monthly");
  }

  private static String words(Page page, IdleHolder idle) {
    return String.join(
        " ", idle.name(), idle.customerName(), why(page, idle), String.join(", ", idle.parts()));
  }

  private static String why(Page page, IdleHolder idle) {
    return page.text("billing.idle." + idle.why());
  }

  private static Sheet.Row row(Page page, IdleHolder idle) {
    Instant since = idle.since();
    String address = Paths.of(idle.customer()) + "/licences";
    return new Sheet.Row(
        List.of(
            page.shell().may(CustomerFrame.GRANT)
                ? Sheet.Cell.link(idle.name(), address + "/" + idle.holder())
                : Sheet.Cell.of(idle.name()),
            page.shell().may("SEE_CUSTOMERS")
                ? Sheet.Cell.link(idle.customerName(), address)
                : Sheet.Cell.of(idle.customerName()),
            Sheet.Cell.of(why(page, idle)),
            Sheet.Cell.of(since == null ? "–" : page.formats().date(since)),
            Sheet.Cell.of(String.join(", ", idle.parts())),
            Sheet.Cell.of(idle.monthly().map(Money::shown).orElse("–"))));
  }

  static void csv(Page page, HttpServletResponse response, IdleHolders.Overview overview)
      throws IOException {
    Csv csv = Csv.download(response, "inactive-users.csv");
    csv.row("user", "customer", "why", "since", "licences", "monthly", "currency");
    for (IdleHolder idle : overview.holders()) {
      Instant since = idle.since();
      csv.row(
          idle.name(),
          idle.customerName(),
          why(page, idle),
          since == null ? "" : page.formats().iso(since),
          String.join(", ", idle.parts()),
          idle.monthly().map(Money::toString).orElse(""),
          idle.monthly().map(cost -> cost.currency().getCurrencyCode()).orElse(""));
    }
  }
}
