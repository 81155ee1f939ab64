package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.billing.Holder;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LicenceChange;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The licences of a customer's users: given and taken, at once or at a date, after the cost. */
@Controller
class LicencesController {

  private static final int ROWS = 50;

  private final Accounts accounts;
  private final Licences licences;

  LicencesController(Accounts accounts, Licences licences) {
    this.accounts = accounts;
    this.licences = licences;
  }

  @GetMapping(Paths.LICENCES)
  ModelAndView list(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    Page told =
        asked.has("done")
            ? page.saying(new Notice("ok", page.rich("reseller.licences.done")))
            : page;
    CustomerFrame frame = CustomerFrame.of(told, account);
    Licences.Overview overview = licences.of(account.id(), actor);
    return frame
        .page()
        .view("reseller/licences")
        .addObject("frame", frame)
        .addObject("sheet", sheet(frame, asked, overview));
  }

  private static Sheet sheet(CustomerFrame frame, Typed asked, Licences.Overview overview) {
    Page page = frame.page();
    boolean byLicence = asked.get("sort").equals("licences");
    String text = asked.get("q").strip().toLowerCase(Locale.ROOT);
    Comparator<Holder> order =
        byLicence
            ? Comparator.comparing(holder -> words(page, overview, holder))
            : Comparator.comparing(holder -> holder.name().toLowerCase(Locale.ROOT));
    List<Holder> found =
        overview.holders().stream()
            .filter(holder ->
                (holder.name() + " " + words(page, overview, holder))
                    .toLowerCase(Locale.ROOT)
                    .contains(text))
            .sorted(asked.get("dir").equals("desc") ? order.reversed() : order)
            .toList();
    String path = frame.address() + "/licences";
    return Sheet.paged(
        page,
        asked,
        path,
        byLicence ? "licences" : "user",
        ROWS,
        found,
        holder ->
            new Sheet.Row(
                List.of(
                    frame.editable() && !overview.parts().isEmpty()
                        ? Sheet.Cell.link(holder.name(), path + "/" + holder.id())
                        : Sheet.Cell.of(holder.name()),
                    Sheet.Cell.of(page.text("reseller.licences.origin." + holder.origin())),
                    Sheet.Cell.of(words(page, overview, holder)))),
        "reseller.licences.none",
        "user",
        "-origin",
        "licences");
  }

  private static String words(Page page, Licences.Overview overview, Holder holder) {
    return holder.licences().isEmpty()
        ? "–"
        : holder.licences().stream()
            .map(held -> held(page, overview, held))
            .collect(Collectors.joining(", "));
  }

  private static String held(Page page, Licences.Overview overview, Holder.Held held) {
    String name =
        overview.parts().stream()
            .filter(part -> part.number().equals(held.part()))
            .findFirst()
            .map(part -> part.name())
            .orElse(held.part().value());
    var until = held.until();
    return held.from().isAfter(overview.today())
        ? page.text("reseller.licences.from", name, page.formats().date(held.from()))
        : until == null
            ? name
            : page.text("reseller.licences.until", name, page.formats().date(until.minusDays(1)));
  }

  @GetMapping(Paths.LICENCES + ".csv")
  void csv(Page page, Actor actor, @PathVariable String id, HttpServletResponse response)
      throws IOException {
    Licences.Overview overview = licences.of(CustomerId.parse(id), actor);
    Csv csv = Csv.download(response, "licences.csv");
    csv.row("user", "origin", "part", "from", "until", "lastday");
    for (Holder holder : overview.holders()) {
      for (Holder.Held held : holder.licences()) {
        var until = held.until();
        csv.row(
            holder.name(),
            page.text("reseller.licences.origin." + holder.origin()),
            held.part(),
            held.from(),
            until == null ? "" : until,
            until == null ? "" : until.minusDays(1));
      }
    }
  }

  @GetMapping(Paths.LICENCE)
  ModelAndView form(Page page, Actor actor, @PathVariable String id, @PathVariable String holder) {
    Licences.Overview overview = licences.of(CustomerId.parse(id), actor);
    Typed first =
        new Typed(
            Map.of("on", overview.today().toString(), "mark", String.valueOf(overview.mark())));
    return view(page, actor, id, holder, first, null, Problems.none());
  }

  /** Shows the cost, and carries out what was confirmed. */
  @PostMapping(Paths.LICENCE)
  ModelAndView change(
      Page page, Actor actor, @PathVariable String id, @PathVariable String holder, Typed typed) {
    CustomerId customer = CustomerId.parse(id);
    HolderId of = HolderId.parse(holder);
    try {
      LicenceChange change =
          new LicenceChange(
              customer,
              of,
              PartNumber.parse("part", typed.get("part")),
              !typed.get("act").equals("take"),
              day(typed));
      if (!typed.has("confirm")) {
        return view(page, actor, id, holder, typed, licences.cost(change, actor), Problems.none());
      }
      licences.carryOut(change, typed.number("mark", -1), actor);
      return new ModelAndView("redirect:" + Paths.of(customer) + "/licences?done=1");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotFound) {
        throw refused;
      }
      return view(page, actor, id, holder, typed, null, Problems.of(refused));
    }
  }

  private static java.time.LocalDate day(Typed typed) {
    return DetailsForm.date(typed, "on");
  }

  private ModelAndView view(
      Page page,
      Actor actor,
      String id,
      String holder,
      Typed typed,
      Licences.@Nullable Cost cost,
      Problems problems) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    CustomerFrame frame = CustomerFrame.of(page, account);
    Licences.Overview overview = licences.of(account.id(), actor);
    HolderId wanted = HolderId.parse(holder);
    Holder found =
        overview.holders().stream()
            .filter(each -> each.id().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new Refused(new Refusal.NotFound("user")));
    ModelAndView view =
        frame
            .page()
            .crumb(account.name(), frame.address())
            .crumb(page.text("reseller.tab.licences"), frame.address() + "/licences")
            .named(found.name())
            .view("reseller/licence")
            .addObject("frame", frame)
            .addObject("holder", found)
            .addObject("held", words(frame.page(), overview, found))
            .addObject("overview", overview)
            .addObject("cost", Optional.ofNullable(cost))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
