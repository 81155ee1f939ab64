package dev.tenure.support;

import dev.tenure.account.Command;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.LifecyclePreview;
import dev.tenure.account.Order;
import dev.tenure.account.Outcome;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The warning screens of Support's hold on a customer (A5): placing it and lifting it. */
@Controller
class HoldController {

  private static final String HOLD = Paths.CUSTOMER + "/hold";
  private static final String LIFT = Paths.CUSTOMER + "/lift";

  private final LifecyclePreview preview;
  private final DisableCustomer disable;
  private final ReenableCustomer reenable;

  HoldController(LifecyclePreview preview, DisableCustomer disable, ReenableCustomer reenable) {
    this.preview = preview;
    this.disable = disable;
    this.reenable = reenable;
  }

  @GetMapping(HOLD)
  ModelAndView warnHold(Page page, Actor actor, @PathVariable String id) {
    return view(
        page, Command.DISABLE, id, actor, Reasons.proposing(ReasonCode.SECURITY), Problems.none());
  }

  @GetMapping(LIFT)
  ModelAndView warnLift(Page page, Actor actor, @PathVariable String id) {
    return view(
        page,
        Command.REENABLE,
        id,
        actor,
        Reasons.proposing(ReasonCode.CUSTOMER_REQUEST),
        Problems.none());
  }

  @PostMapping(HOLD)
  ModelAndView hold(Page page, Actor actor, @PathVariable String id, Typed typed) {
    return confirm(page, Command.DISABLE, id, actor, typed);
  }

  @PostMapping(LIFT)
  ModelAndView lift(Page page, Actor actor, @PathVariable String id, Typed typed) {
    return confirm(page, Command.REENABLE, id, actor, typed);
  }

  private ModelAndView confirm(Page page, Command command, String id, Actor actor, Typed typed) {
    CustomerId customer = CustomerId.parse(id);
    try {
      Order order = Reasons.order(customer, typed, actor);
      Outcome outcome =
          command == Command.DISABLE ? disable.disable(order) : reenable.reenable(order);
      return Paths.after(Paths.of(customer), outcome);
    } catch (Refused refused) {
      // Read anew: whoever confirms again confirms what is so now (A10).
      return view(page, command, id, actor, typed, Problems.of(refused));
    }
  }

  private ModelAndView view(
      Page viewed, Command command, String id, Actor actor, Typed typed, Problems problems) {
    LifecyclePreview.Preview now =
        preview.of(CustomerId.parse(id), command, Optional.empty(), actor);
    CustomerFrame frame = CustomerFrame.of(viewed, now.account());
    Page page = frame.page().crumb(now.account().name(), frame.address());
    Warning warning =
        command == Command.DISABLE ? Warning.hold(page, now) : Warning.lift(page, now);
    ModelAndView view =
        page.named(warning.question())
            .view("support/warning")
            .addObject("warning", warning)
            .addObject("version", now.account().version())
            .addObject("fingerprint", now.fingerprint())
            .addObject("refusal", problems.any() ? Optional.empty() : now.refusal())
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
