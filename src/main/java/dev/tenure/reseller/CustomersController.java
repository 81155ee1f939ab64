package dev.tenure.reseller;

import dev.tenure.account.CustomerGrid;
import dev.tenure.account.CustomerLine;
import dev.tenure.account.GridQuery;
import dev.tenure.account.Status;
import dev.tenure.life.Badge;
import dev.tenure.platform.Actor;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The list of a reseller's customers, the portal's first page. */
@Controller
class CustomersController {

  private static final int ROWS = 25;

  private final CustomerGrid grid;

  CustomersController(CustomerGrid grid) {
    this.grid = grid;
  }

  @GetMapping("/reseller")
  String start() {
    return "redirect:" + Paths.CUSTOMERS;
  }

  @GetMapping(Paths.CUSTOMERS)
  ModelAndView list(Page page, Actor actor, Typed asked) {
    GridQuery query = query(actor, asked);
    CustomerGrid.Look found = grid.look(query);
    Address here =
        new Address(Paths.CUSTOMERS, asked.only("q", "status", "sort", "dir", "at", "from"));
    return page.titled("reseller.customers.title")
        .view("reseller/customers")
        .addObject("list", CustomersList.of(page, query, found.page(), found.counts(), here));
  }

  @GetMapping("/reseller/customers.csv")
  void csv(Page page, Actor actor, Typed asked, HttpServletResponse response) throws IOException {
    Csv csv = Csv.download(response, "customers.csv");
    csv.row(
        page.text("reseller.customers.name"),
        page.text("reseller.customers.created"),
        page.text("reseller.customers.status"),
        page.text("reseller.customers.fact"),
        page.text("reseller.customers.reference"));
    grid.each(query(actor, asked), line -> csv.row(cells(page, line)));
  }

  private static Object[] cells(Page page, CustomerLine line) {
    Badge badge = Badge.of(page, line);
    return new Object[] {
      line.name(),
      page.formats().iso(line.createdAt()),
      badge.word(),
      badge.fact(),
      line.reference()
    };
  }

  private static GridQuery query(Actor actor, Typed asked) {
    return new GridQuery(
        actor.reseller(),
        asked.get("q"),
        asked.choice("status", Status.values()),
        asked.choice("sort", GridQuery.Sort.values()).orElse(GridQuery.Sort.NAME),
        asked.get("dir").equals("desc"),
        asked.get("at"),
        ROWS);
  }
}
