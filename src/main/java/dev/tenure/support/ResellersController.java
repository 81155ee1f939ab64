package dev.tenure.support;

import dev.tenure.account.CustomerGrid;
import dev.tenure.account.GridCounts;
import dev.tenure.account.GridQuery;
import dev.tenure.account.Reseller;
import dev.tenure.account.ResellerLine;
import dev.tenure.account.Resellers;
import dev.tenure.identity.Act;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.life.Badge;
import dev.tenure.life.LifeWords;
import dev.tenure.platform.Actor;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Address;
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
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** All resellers, and one of them. */
@Controller
class ResellersController {

  private static final Map<String, Comparator<ResellerLine>> SORTS =
      Map.of(
          "name", Comparator.comparing(line -> line.name().toLowerCase(Locale.ROOT)),
          "country", Comparator.comparing(ResellerLine::country),
          "status", Comparator.comparing(ResellerLine::status),
          "created", Comparator.comparing(ResellerLine::createdAt),
          "customers", Comparator.comparingInt(ResellerLine::customers));

  private final Resellers resellers;
  private final CustomerGrid grid;
  private final People people;

  ResellersController(Resellers resellers, CustomerGrid grid, People people) {
    this.resellers = resellers;
    this.grid = grid;
    this.people = people;
  }

  @GetMapping(Paths.RESELLERS)
  ModelAndView list(Page page, Typed asked) {
    return page.titled("support.resellers.title")
        .view("support/resellers")
        .addObject("rows", sorted(asked))
        .addObject("here", new Address(Paths.RESELLERS, asked.only("q", "sort", "dir")))
        .addObject("sort", sort(asked))
        .addObject("descending", asked.get("dir").equals("desc"));
  }

  @GetMapping("/support/resellers.csv")
  void csv(Page page, Typed asked, HttpServletResponse response) throws IOException {
    asked.demandText();
    Csv csv = Csv.download(response, "resellers.csv");
    csv.row(
        page.text("support.reseller.name"),
        page.text("support.reseller.country"),
        page.text("support.search.status"),
        page.text("support.search.created"),
        page.text("support.resellers.customers"));
    for (ResellerLine line : sorted(asked)) {
      csv.row(
          line.name(),
          line.country(),
          LifeWords.status(page, line.status()),
          page.formats().iso(line.createdAt()),
          line.customers());
    }
  }

  private List<ResellerLine> sorted(Typed asked) {
    Comparator<ResellerLine> order = Objects.requireNonNull(SORTS.get(sort(asked)));
    return resellers.list(asked.get("q")).stream()
        .sorted(asked.get("dir").equals("desc") ? order.reversed() : order)
        .toList();
  }

  private static String sort(Typed asked) {
    return SORTS.containsKey(asked.get("sort")) ? asked.get("sort") : "name";
  }

  @GetMapping(Paths.RESELLER)
  ModelAndView show(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    Page local =
        page.in(reseller.details().zone())
            .named(reseller.details().name())
            .crumb(page.text("support.resellers.title"), Paths.RESELLERS);
    return Happened.on(
            local,
            "reseller",
            reseller.details().name(),
            reseller.timeline(),
            reseller.state(),
            reseller.version(),
            reseller.lastChange(),
            asked)
        .view("support/reseller")
        .addObject("reseller", reseller)
        .addObject("address", Paths.of(reseller.id()))
        .addObject("badge", Badge.plain(page, reseller.status()))
        .addObject("banners", Banners.of(local, reseller))
        .addObject("customers", customers(page, reseller.id()))
        .addObject(
            "people",
            people.list(new Organisation.Reseller(reseller.id()), PeopleQuery.all(), actor))
        .addObject("keeps", page.shell().may(Act.KEEP_RESELLERS.name()));
  }

  private String customers(Page page, ResellerId id) {
    return customers(page, grid, id);
  }

  /** How many customers a reseller has, in words where there are too many to count. */
  static String customers(Page page, CustomerGrid grid, ResellerId id) {
    GridCounts counts =
        grid.counts(new GridQuery(id, "", Optional.empty(), GridQuery.Sort.NAME, false, null, 1));
    return CustomerList.count(page, counts, Optional.empty());
  }
}
