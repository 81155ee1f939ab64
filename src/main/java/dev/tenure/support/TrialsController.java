package dev.tenure.support;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.billing.Holder;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LicenceTrials;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A customer's licences as Support reads them, and the trials that it gives with them (D13). */
@Controller
class TrialsController {

  private final Accounts accounts;
  private final Licences licences;
  private final LicenceTrials trials;

  TrialsController(Accounts accounts, Licences licences, LicenceTrials trials) {
    this.accounts = accounts;
    this.licences = licences;
    this.trials = trials;
  }

  @GetMapping(Paths.CUSTOMER_LICENCES)
  ModelAndView list(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Page told =
        asked.has("done")
            ? page.saying(new Notice("ok", page.rich("support.licences.done")))
            : page;
    return view(told, actor, id, new Typed(Map.of()), Problems.none());
  }

  @PostMapping(Paths.CUSTOMER_LICENCES)
  ModelAndView keep(Page page, Actor actor, @PathVariable String id, Typed typed) {
    CustomerId customer = accounts.require(CustomerId.parse(id), actor).id();
    try {
      String[] licence = typed.get("licence").split(" ", -1);
      if (licence.length != 3) {
        throw Words.invalid("licence", "licence-unknown", "Choose a licence from the list.");
      }
      trials.keep(
          customer,
          HolderId.parse(licence[0]),
          PartNumber.parse("licence", licence[1]),
          day("licence", licence[2]),
          typed.get("until").isBlank() ? null : day("until", typed.get("until")),
          typed.number("mark", -1),
          actor);
      return new ModelAndView("redirect:" + Paths.of(customer) + "/licences?done=1");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotFound) {
        throw refused;
      }
      return view(page, actor, id, typed, Problems.of(refused));
    }
  }

  private static LocalDate day(String field, String text) {
    return new Typed(Map.of(field, text))
        .day(field)
        .orElseThrow(
            () -> Words.invalid(field, "date-unknown", "Enter a day, for example 2026-11-30."));
  }

  private ModelAndView view(Page viewed, Actor actor, String id, Typed typed, Problems problems) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    CustomerFrame frame = CustomerFrame.of(viewed, account);
    Page page = frame.page();
    Licences.Overview overview = licences.of(account.id(), actor);
    Map<String, String> choices = new LinkedHashMap<>();
    List<LicenceRow> rows = new ArrayList<>();
    for (Holder holder : overview.holders()) {
      for (Holder.Held held : holder.licences()) {
        LocalDate until = held.until();
        String part = name(overview, held.part());
        String from = page.formats().date(held.from());
        rows.add(
            new LicenceRow(
                holder.name(),
                part,
                from,
                shown(page, until == null ? null : until.minusDays(1)),
                shown(page, held.trialUntil())));
        choices.put(
            holder.id() + " " + held.part() + " " + held.from(),
            page.text("support.licences.choice", holder.name(), part, from));
      }
    }
    ModelAndView view =
        page.view("support/licences")
            .addObject("frame", frame)
            .addObject("rows", rows)
            .addObject("choices", choices)
            .addObject("mark", overview.mark())
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  private static String name(Licences.Overview overview, PartNumber number) {
    return overview.parts().stream()
        .filter(part -> part.number().equals(number))
        .findFirst()
        .map(part -> part.name())
        .orElse(number.value());
  }

  private static String shown(Page page, @Nullable LocalDate day) {
    return day == null ? "" : page.formats().date(day);
  }
}
