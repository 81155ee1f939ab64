package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.EffectQueue;
import dev.tenure.account.ImportedHistory;
import dev.tenure.life.LifeView;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** A customer's life on one axis, and what it was or will be at any instant. */
@Controller
class TimelineController {

  private final Accounts accounts;
  private final EffectQueue effects;
  private final ImportedHistory history;

  TimelineController(Accounts accounts, EffectQueue effects, ImportedHistory history) {
    this.accounts = accounts;
    this.effects = effects;
    this.history = history;
  }

  @GetMapping(Paths.CUSTOMER + "/timeline")
  ModelAndView show(Page viewed, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    CustomerFrame frame = CustomerFrame.of(viewed, account);
    LifeView life =
        LifeView.of(
            frame.page(),
            account,
            effects.of(account.id().value()),
            history.of(account.id(), actor),
            asked);
    ModelAndView view =
        frame
            .page()
            .view("reseller/timeline")
            .addObject("frame", frame)
            .addObject("life", life)
            .addObject("typed", asked);
    view.setStatus(life.problems().status());
    return view;
  }
}
