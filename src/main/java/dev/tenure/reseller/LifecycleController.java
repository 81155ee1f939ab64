package dev.tenure.reseller;

import dev.tenure.account.Accounts;
import dev.tenure.account.DisableCustomer;
import dev.tenure.account.LifecyclePreview;
import dev.tenure.account.Moment;
import dev.tenure.account.Order;
import dev.tenure.account.Outcome;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReenableCustomer;
import dev.tenure.account.ScheduleTermination;
import dev.tenure.account.State;
import dev.tenure.account.TerminateCustomer;
import dev.tenure.account.WithdrawTermination;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The warning screens: what a command would do, and then doing it. */
@Controller
class LifecycleController {

  private static final String DISABLE = Paths.CUSTOMER + "/disable";
  private static final String REENABLE = Paths.CUSTOMER + "/re-enable";
  private static final String TERMINATE = Paths.CUSTOMER + "/terminate";
  private static final String TERMINATE_ON = Paths.CUSTOMER + "/terminate-on";
  private static final String WITHDRAW = Paths.CUSTOMER + "/withdraw";

  private final Accounts accounts;
  private final LifecyclePreview preview;
  private final DisableCustomer disable;
  private final ReenableCustomer reenable;
  private final TerminateCustomer terminate;
  private final ScheduleTermination schedule;
  private final WithdrawTermination withdraw;

  LifecycleController(
      Accounts accounts,
      LifecyclePreview preview,
      DisableCustomer disable,
      ReenableCustomer reenable,
      TerminateCustomer terminate,
      ScheduleTermination schedule,
      WithdrawTermination withdraw) {
    this.accounts = accounts;
    this.preview = preview;
    this.disable = disable;
    this.reenable = reenable;
    this.terminate = terminate;
    this.schedule = schedule;
    this.withdraw = withdraw;
  }

  @GetMapping({DISABLE, REENABLE, TERMINATE, TERMINATE_ON, WITHDRAW})
  ModelAndView warn(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Deed deed = deed(page);
    Facts now = facts(deed, CustomerId.parse(id), actor);
    if (!deed.offeredIn(now.account().state())) {
      return new ModelAndView("redirect:" + Paths.of(now.account().id()));
    }
    return view(page, deed, now, proposal(deed, now, asked), Problems.none(), actor);
  }

  @PostMapping({DISABLE, REENABLE, TERMINATE, TERMINATE_ON, WITHDRAW})
  ModelAndView confirm(Page page, Actor actor, @PathVariable String id, Typed typed, Proof proof) {
    Deed deed = deed(page);
    CustomerId customer = CustomerId.parse(id);
    if (typed.has("look")) {
      return view(page, deed, facts(deed, customer, actor), typed, Problems.none(), actor);
    }
    try {
      proof.demand();
      Outcome outcome = carryOut(deed, customer, typed, actor);
      return CustomerController.Redirect.after(customer, outcome);
    } catch (Refused refused) {
      // Read anew: whoever confirms again confirms what is so now (A10).
      return view(page, deed, facts(deed, customer, actor), typed, Problems.of(refused), actor);
    }
  }

  private static Deed deed(Page page) {
    return Deed.of(page.path().substring(page.path().lastIndexOf('/') + 1));
  }

  private Facts facts(Deed deed, CustomerId customer, Actor actor) {
    return facts(deed, customer, Optional.empty(), actor);
  }

  private Facts facts(Deed deed, CustomerId customer, Optional<Moment> moment, Actor actor) {
    return Facts.of(preview.of(customer, deed.command(), moment, actor));
  }

  private Outcome carryOut(Deed deed, CustomerId customer, Typed typed, Actor actor) {
    String shown = typed.get("facts");
    Order order =
        new Order(
            customer,
            typed.number("version", -1),
            shown.isEmpty() ? null : shown,
            reason(deed, typed),
            actor);
    return switch (deed) {
      case DISABLE -> disable.disable(order);
      case REENABLE -> reenable.reenable(order);
      case TERMINATE -> terminate.terminate(order, typed.verbatim("typedName"));
      case TERMINATE_ON ->
          schedule.schedule(order, moment(customer, typed, actor), typed.verbatim("typedName"));
      case WITHDRAW -> withdraw.withdraw(order);
    };
  }

  private Moment moment(CustomerId customer, Typed typed, Actor actor) {
    return MomentView.read(typed, accounts.require(customer, actor).details().zone());
  }

  private static Reason reason(Deed deed, Typed typed) {
    return new Reason(
        typed.choice("reasonCode", ReasonCode.values()).orElse(deed.usualReason()),
        typed.get("reason"));
  }

  /** What the form proposes before anybody typed: the usual reason, and the T that stands. */
  private static Typed proposal(Deed deed, Facts now, Typed asked) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("reasonCode", deed.usualReason().name());
    State state = now.account().state();
    ZoneId zone = now.account().details().zone();
    state
        .scheduled()
        .filter(end -> deed.asksDate())
        .ifPresent(end -> {
          var local = end.atZone(zone).toLocalDateTime();
          values.put("date", local.toLocalDate().toString());
          values.put("time", local.toLocalTime().toString());
        });
    values.putAll(asked.only("date", "time"));
    return new Typed(values);
  }

  private ModelAndView view(
      Page viewed, Deed deed, Facts undated, Typed typed, Problems problems, Actor actor) {
    Facts now = undated;
    CustomerFrame frame = CustomerFrame.of(viewed, now.account());
    Page page = frame.page();
    Problems all = problems;
    Optional<MomentView> moment = Optional.empty();
    if (deed.asksDate() && typed.has("date")) {
      try {
        Moment meant = MomentView.read(typed, now.account().details().zone());
        moment = Optional.of(MomentView.of(page, meant));
        now = facts(deed, now.account().id(), Optional.of(meant), actor);
      } catch (Refused refused) {
        all = all.any() ? all : Problems.of(refused);
      }
    }
    Warning warning = Warning.of(page, deed, now, !deed.asksDate() || moment.isPresent());
    ModelAndView view =
        page.crumb(now.account().name(), frame.address())
            .named(warning.question())
            .view("reseller/warning")
            .addObject("frame", frame)
            .addObject("deed", deed)
            .addObject("facts", now)
            .addObject("warning", warning)
            .addObject("moment", moment)
            .addObject("typed", typed)
            .addObject("problems", all)
            .addObject("possible", deed.offeredIn(now.account().state()));
    view.setStatus(all.status());
    return view;
  }
}
