package dev.tenure.reseller;

import dev.tenure.billing.FoundPlace;
import dev.tenure.billing.FoundUsers;
import dev.tenure.billing.IdleHolders;
import dev.tenure.billing.Money;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Crumb;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Charges that a reseller may not notice: licences of inactive users, and automatic ones (D17). */
@Controller
class IdleController {

  private static final int ROWS = 50;

  private final IdleHolders idle;
  private final FoundUsers found;

  IdleController(IdleHolders idle, FoundUsers found) {
    this.idle = idle;
    this.found = found;
  }

  @GetMapping(Paths.IDLE)
  ModelAndView inactive(Page page, Actor actor, Typed asked) {
    IdleHolders.Overview overview = idle.of(reseller(actor), IdleSheet.days(asked));
    Address csv = new Address(Paths.IDLE + ".csv", asked.only("days"));
    return page.crumb(page.text("billing.title"), Paths.BILLING)
        .titled("billing.idle.title")
        .view("reseller/idle")
        .addObject("sheet", IdleSheet.of(page, asked, overview))
        .addObject("days", IdleSheet.days(asked))
        .addObject("count", overview.holders().size())
        .addObject("total", overview.total())
        .addObject(
            "downloads", List.of(new Crumb(page.text("platform.table.csv"), csv.toString())));
  }

  @GetMapping(Paths.IDLE + ".csv")
  void inactiveCsv(Page page, Actor actor, Typed asked, HttpServletResponse response)
      throws IOException {
    IdleSheet.csv(page, response, idle.of(reseller(actor), IdleSheet.days(asked)));
  }

  @GetMapping(Paths.ALL_FOUND)
  ModelAndView automatic(Page page, Actor actor, Typed asked) {
    String text = asked.get("q").strip().toLowerCase(Locale.ROOT);
    Comparator<FoundPlace> order =
        switch (asked.get("sort")) {
          case "licensed" -> Comparator.comparingInt(FoundPlace::licensed);
          case "waiting" -> Comparator.comparingInt(FoundPlace::waiting);
          default -> Comparator.comparing(place -> place.name().toLowerCase(Locale.ROOT));
        };
    List<FoundPlace> places =
        found.of(reseller(actor)).stream()
            .filter(place -> place.name().toLowerCase(Locale.ROOT).contains(text))
            .sorted(asked.get("dir").equals("desc") ? order.reversed() : order)
            .toList();
    Sheet sheet =
        Sheet.paged(
            page,
            asked,
            Paths.ALL_FOUND,
            asked.get("sort").isEmpty() ? "customer" : asked.get("sort"),
            ROWS,
            places,
            place -> row(page, place),
            "billing.found.none",
            "customer",
            "#licensed",
            "#-licensedcost",
            "#waiting",
            "#-waitingcost");
    return page.crumb(page.text("billing.title"), Paths.BILLING)
        .titled("billing.found.title")
        .view("reseller/all-automatic")
        .addObject("sheet", sheet)
        .addObject(
            "downloads",
            List.of(new Crumb(page.text("platform.table.csv"), Paths.ALL_FOUND + ".csv")));
  }

  private static Sheet.Row row(Page page, FoundPlace place) {
    return new Sheet.Row(
        List.of(
            page.shell().may(CustomerFrame.GRANT)
                ? Sheet.Cell.link(place.name(), Paths.of(place.customer()) + "/automatic-licences")
                : Sheet.Cell.of(place.name()),
            Sheet.Cell.of(page.formats().number(place.licensed())),
            Sheet.Cell.of(shown(place.licensedCost())),
            Sheet.Cell.of(page.formats().number(place.waiting())),
            Sheet.Cell.of(shown(place.waitingCost()))));
  }

  private static String shown(Optional<Money> cost) {
    return cost.map(Money::shown).orElse("–");
  }

  @GetMapping(Paths.ALL_FOUND + ".csv")
  void automaticCsv(Actor actor, HttpServletResponse response) throws IOException {
    Csv csv = Csv.download(response, "automatic-licences.csv");
    csv.row("customer", "part", "began", "began-monthly", "waiting", "waiting-monthly", "currency");
    for (FoundPlace place : found.of(reseller(actor))) {
      csv.row(
          place.name(),
          place.part(),
          place.licensed(),
          place.licensedCost().map(Money::toString).orElse(""),
          place.waiting(),
          place.waitingCost().map(Money::toString).orElse(""),
          place.each().map(each -> each.currency().getCurrencyCode()).orElse(""));
    }
  }

  private static ResellerId reseller(Actor actor) {
    return Objects.requireNonNull(actor.reseller(), "Only a reseller’s people come here");
  }
}
