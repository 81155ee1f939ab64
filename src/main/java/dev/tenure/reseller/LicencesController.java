package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.billing.FoundUsers;
import dev.tenure.billing.Holder;
import dev.tenure.billing.LicenceChange;
import dev.tenure.billing.Licences;
import dev.tenure.billing.Sheet;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  private final FoundUsers found;
  private final HolderFrames frames;

  LicencesController(Accounts accounts, Licences licences, FoundUsers found, HolderFrames frames) {
    this.accounts = accounts;
    this.licences = licences;
    this.found = found;
    this.frames = frames;
  }

  @GetMapping(Paths.LICENCES)
  ModelAndView list(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    Page told = asked.has("done") ? page.saying(new Notice("ok", page.rich(done(asked)))) : page;
    CustomerFrame frame = CustomerFrame.of(told, account);
    Licences.Overview overview = licences.of(account.id(), actor);
    return frame
        .page()
        .view("reseller/licences")
        .addObject("frame", frame)
        .addObject("unconfirmed", found.of(account.id(), actor))
        .addObject("sheet", sheet(frame, asked, overview));
  }

  private static String done(Typed asked) {
    String act = asked.get("done");
    return Set.of("moved", "joined", "separated").contains(act)
        ? "reseller.licences.done." + act
        : "reseller.licences.done";
  }

  private static Sheet sheet(CustomerFrame frame, Typed asked, Licences.Overview overview) {
    Page page = frame.page();
    boolean byLicence = asked.get("sort").equals("licences");
    String text = asked.get("q").strip().toLowerCase(Locale.ROOT);
    Comparator<Holder> order =
        byLicence
            ? Comparator.comparing(holder -> HolderWords.held(page, overview, holder))
            : Comparator.comparing(holder -> holder.name().toLowerCase(Locale.ROOT));
    List<Holder> found =
        overview.holders().stream()
            .filter(holder ->
                (holder.name() + " " + HolderWords.held(page, overview, holder))
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
                    frame.editable() && !(overview.parts().isEmpty() && holder.licences().isEmpty())
                        ? Sheet.Cell.link(holder.name(), path + "/" + holder.id())
                        : Sheet.Cell.of(holder.name()),
                    Sheet.Cell.of(page.text("reseller.licences.origin." + holder.origin())),
                    Sheet.Cell.of(HolderWords.held(page, overview, holder)))),
        "reseller.licences.none",
        "user",
        "-origin",
        "licences");
  }

  @GetMapping(Paths.LICENCES + ".csv")
  void csv(Page page, Actor actor, @PathVariable String id, HttpServletResponse response)
      throws IOException {
    Licences.Overview overview = licences.of(CustomerId.parse(id), actor);
    Csv csv = Csv.download(response, "licences.csv");
    csv.row("user", "origin", "part", "from", "until", "lastday", "trialuntil");
    for (Holder holder : overview.holders()) {
      for (Holder.Held held : holder.licences()) {
        var until = held.until();
        var trial = held.trialUntil();
        csv.row(
            holder.name(),
            page.text("reseller.licences.origin." + holder.origin()),
            held.part(),
            held.from(),
            until == null ? "" : until,
            until == null ? "" : until.minusDays(1),
            trial == null ? "" : trial);
      }
    }
  }

  @GetMapping(Paths.LICENCE)
  ModelAndView form(Page page, Actor actor, @PathVariable String id, @PathVariable String holder) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    return view(frame, frame.first(), null, Problems.none());
  }

  /** Shows the cost, and carries out what was confirmed. */
  @PostMapping(Paths.LICENCE)
  ModelAndView change(
      Page page, Actor actor, @PathVariable String id, @PathVariable String holder, Typed typed) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    CustomerId customer = frame.frame().account().id();
    try {
      LicenceChange change = frame.change(typed, !typed.get("act").equals("take"));
      if (!typed.has("confirm")) {
        return view(frame, typed, licences.cost(change, actor), Problems.none());
      }
      licences.carryOut(change, typed.number("mark", -1), actor);
      return new ModelAndView("redirect:" + Paths.of(customer) + "/licences?done=1");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotFound) {
        throw refused;
      }
      return view(frame, typed, null, Problems.of(refused));
    }
  }

  /** What is held can be taken away even where it can't be given any more. */
  private static ModelAndView view(
      HolderFrames.HolderFrame frame,
      Typed typed,
      @Nullable Outlook<Licences.Cost> cost,
      Problems problems) {
    Map<String, String> parts = new LinkedHashMap<>();
    frame
        .overview()
        .parts()
        .forEach(
            part -> parts.put(part.number().value(), part.name() + " (" + part.number() + ")"));
    frame
        .holder()
        .licences()
        .forEach(held ->
            parts.putIfAbsent(
                held.part().value(), HolderWords.part(frame.overview(), held.part())));
    return frame.view("reseller/licence", typed, cost, problems).addObject("parts", parts);
  }
}
