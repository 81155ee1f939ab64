package dev.tenure.support;

import dev.tenure.account.CollectionFigures;
import dev.tenure.account.CustomerGrid;
import dev.tenure.account.Outcome;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.account.Status;
import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The warning screens of holding and freeing a reseller (A14). */
@Controller
class ResellerHoldController {

  private static final String HOLD = Paths.RESELLER + "/hold";
  private static final String LIFT = Paths.RESELLER + "/lift";

  private final Resellers resellers;
  private final CustomerGrid grid;
  private final Presence presence;

  ResellerHoldController(Resellers resellers, CustomerGrid grid, Presence presence) {
    this.resellers = resellers;
    this.grid = grid;
    this.presence = presence;
  }

  @GetMapping(HOLD)
  ModelAndView warnHold(Page page, @PathVariable String id) {
    return view(page, true, id, Reasons.proposing(ReasonCode.MISSED_PAYMENT), Problems.none());
  }

  @GetMapping(LIFT)
  ModelAndView warnLift(Page page, @PathVariable String id) {
    return view(page, false, id, Reasons.proposing(ReasonCode.MISTAKE), Problems.none());
  }

  @PostMapping(HOLD)
  ModelAndView hold(Page page, Actor actor, @PathVariable String id, Typed typed) {
    return confirm(page, true, id, actor, typed);
  }

  @PostMapping(LIFT)
  ModelAndView lift(Page page, Actor actor, @PathVariable String id, Typed typed) {
    return confirm(page, false, id, actor, typed);
  }

  private ModelAndView confirm(Page page, boolean placing, String id, Actor actor, Typed typed) {
    ResellerId reseller = ResellerId.parse(id);
    try {
      long seen = typed.number("version", -1);
      Reason reason = Reasons.reason(typed);
      Outcome outcome =
          placing
              ? resellers.hold(reseller, seen, reason, actor)
              : resellers.lift(reseller, seen, reason, actor);
      return Paths.after(Paths.of(reseller), outcome);
    } catch (Refused refused) {
      return view(page, placing, id, typed, Problems.of(refused));
    }
  }

  private ModelAndView view(
      Page viewed, boolean placing, String id, Typed typed, Problems problems) {
    Reseller reseller = resellers.require(ResellerId.parse(id));
    String name = reseller.details().name();
    Page page =
        viewed
            .in(reseller.details().zone())
            .crumb(viewed.text("support.resellers.title"), Paths.RESELLERS)
            .crumb(name, Paths.of(reseller.id()));
    String customers =
        Outlook.of(() -> Optional.of(ResellersController.customers(page, grid, reseller.id())))
            .known()
            .orElse("–");
    int signedIn =
        Outlook.of(() -> Optional.of(presence.signedIn(reseller.id())))
            .known()
            .orElse(CollectionFigures.UNKNOWN);
    Warning warning =
        placing
            ? Warning.resellerHold(page, reseller, signedIn, customers)
            : Warning.resellerLift(page, reseller, customers);
    boolean already = placing == (reseller.status() == Status.DISABLED);
    ModelAndView view =
        page.named(warning.question())
            .view("support/warning")
            .addObject("warning", warning)
            .addObject("version", reseller.version())
            .addObject("fingerprint", "")
            .addObject(
                "refusal",
                already && !problems.any()
                    ? Optional.of(
                        page.text(
                            placing
                                ? "support.plain.already-disabled"
                                : "support.plain.already-active",
                            name))
                    : Optional.empty())
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
