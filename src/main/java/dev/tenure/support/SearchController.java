package dev.tenure.support;

import dev.tenure.account.CustomerGrid;
import dev.tenure.account.CustomerLine;
import dev.tenure.account.GridQuery;
import dev.tenure.account.ResellerLine;
import dev.tenure.account.Resellers;
import dev.tenure.account.Status;
import dev.tenure.life.Badge;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.clock.Clocks;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The console's first page: a search over all resellers and customers. */
@Controller
class SearchController {

  private static final int ROWS = 25;
  private static final int RESELLERS_SHOWN = 5;

  private final CustomerGrid grid;
  private final Resellers resellers;
  private final Clocks clocks;

  SearchController(CustomerGrid grid, Resellers resellers, Clocks clocks) {
    this.grid = grid;
    this.resellers = resellers;
    this.clocks = clocks;
  }

  @GetMapping("/support")
  String start() {
    return "redirect:" + Paths.CUSTOMERS;
  }

  @GetMapping(Paths.CUSTOMERS)
  ModelAndView search(Page page, Typed asked) {
    GridQuery query = query(asked);
    CustomerGrid.Look found = grid.look(query);
    Address here =
        new Address(Paths.CUSTOMERS, asked.only("q", "reseller", "status", "sort", "dir", "at"));
    List<ResellerLine> matching =
        query.text().isEmpty() || query.reseller() != null
            ? List.of()
            : resellers.list(query.text()).stream().limit(RESELLERS_SHOWN).toList();
    return page.titled("support.search.title")
        .view("support/search")
        .addObject("list", CustomerList.of(page, query, found.page(), found.counts(), here))
        .addObject("clock", clocks.standing())
        .addObject("resellers", matching)
        .addObject("only", Optional.ofNullable(query.reseller()).map(resellers::require));
  }

  @GetMapping("/support/customers.csv")
  void csv(Page page, Typed asked, HttpServletResponse response) throws IOException {
    GridQuery query = query(asked);
    Csv csv = Csv.download(response, "customers.csv");
    csv.row(
        page.text("support.search.customer"),
        page.text("support.search.reseller"),
        page.text("support.search.created"),
        page.text("support.search.status"),
        page.text("support.search.fact"),
        page.text("support.search.reference"));
    grid.each(query, line -> csv.row(cells(page, line)));
  }

  private static Object[] cells(Page page, CustomerLine line) {
    Badge badge = Badge.of(page, line);
    return new Object[] {
      line.name(),
      line.resellerName(),
      page.formats().iso(line.createdAt()),
      badge.word(),
      badge.fact(),
      line.reference()
    };
  }

  private static GridQuery query(Typed asked) {
    return new GridQuery(
        reseller(asked.get("reseller")),
        asked.get("q"),
        asked.choice("status", Status.values()),
        asked.choice("sort", GridQuery.Sort.values()).orElse(GridQuery.Sort.NAME),
        asked.get("dir").equals("desc"),
        asked.get("at"),
        ROWS);
  }

  static @Nullable ResellerId reseller(String text) {
    try {
      return text.isEmpty() ? null : ResellerId.parse(text);
    } catch (Refused notAnId) {
      // Somebody's hand was in the address bar: all resellers are as good an answer as any.
      return null;
    }
  }
}
