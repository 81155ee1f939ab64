package dev.tenure.support;

import dev.tenure.account.Outcome;
import dev.tenure.account.Reseller;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.life.Difference;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The forms that make and change a reseller. */
@Controller
class ResellerEditController {

  private static final String NEW = Paths.RESELLERS + "/new";
  private static final String EDIT = Paths.RESELLER + "/edit";

  private final Resellers resellers;
  private final OpenReseller opening;
  private final ResellerForm form;

  ResellerEditController(Resellers resellers, OpenReseller opening, ResellerForm form) {
    this.resellers = resellers;
    this.opening = opening;
    this.form = form;
  }

  @GetMapping(NEW)
  ModelAndView blank(Page page) {
    return newView(page, ResellerForm.empty(), Problems.none());
  }

  @PostMapping(NEW)
  ModelAndView create(Page page, Actor actor, Typed typed, CreatingForm sent) {
    try {
      ResellerDetails details = ResellerForm.read(typed);
      return sent.lead(() -> {
        ResellerId id =
            opening.open(details, typed.get("personName"), typed.get("personEmail"), actor);
        return Paths.of(id) + "?done=1";
      });
    } catch (Refused refused) {
      return newView(page, typed, Problems.of(refused));
    }
  }

  private ModelAndView newView(Page page, Typed typed, Problems problems) {
    ModelAndView view =
        page.crumb(page.text("support.resellers.title"), Paths.RESELLERS)
            .titled("support.resellers.create")
            .view("support/reseller-new")
            .addObject("typed", typed)
            .addObject("problems", problems)
            .addObject("choices", form.choices());
    view.setStatus(problems.status());
    return view;
  }

  @GetMapping(EDIT)
  ModelAndView edit(Page page, @PathVariable String id) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    return editView(
        page, reseller, ResellerForm.of(reseller.details()), Problems.none(), List.of());
  }

  @PostMapping(EDIT)
  ModelAndView save(Page page, Actor actor, @PathVariable String id, Typed typed) {
    ResellerId reseller = ResellerId.parse(id);
    try {
      Outcome outcome =
          resellers.edit(reseller, typed.number("version", -1), ResellerForm.read(typed), actor);
      return Paths.after(Paths.of(reseller), outcome);
    } catch (Refused refused) {
      Reseller now = resellers.require(reseller);
      List<Difference> differences =
          refused.refusal() instanceof Refusal.Conflict
              ? Difference.between(
                  ResellerForm.FIELDS,
                  ResellerForm.of(now.details()),
                  typed,
                  field -> page.text("support.reseller." + field),
                  (field, value) -> value)
              : List.of();
      return editView(page, now, typed, Problems.of(refused), differences);
    }
  }

  private ModelAndView editView(
      Page page, Reseller reseller, Typed typed, Problems problems, List<Difference> differences) {
    ModelAndView view =
        page.crumb(page.text("support.resellers.title"), Paths.RESELLERS)
            .crumb(reseller.details().name(), Paths.of(reseller.id()))
            .titled("support.resellers.edit", reseller.details().name())
            .view("support/reseller-edit")
            .addObject("address", Paths.of(reseller.id()))
            .addObject("version", reseller.version())
            .addObject("typed", typed)
            .addObject("problems", problems)
            .addObject("differences", differences)
            .addObject("choices", form.choices());
    view.setStatus(problems.status());
    return view;
  }
}
