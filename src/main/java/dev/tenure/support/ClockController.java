package dev.tenure.support;

import dev.tenure.account.ConfirmClock;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refused;
import dev.tenure.platform.clock.Clocks;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** How the database's clock stands, what it did, and the word that it is right (A15, A16). */
@Controller
class ClockController {

  private final Clocks clocks;
  private final ConfirmClock confirm;

  ClockController(Clocks clocks, ConfirmClock confirm) {
    this.clocks = clocks;
    this.confirm = confirm;
  }

  @GetMapping(Paths.CLOCK)
  ModelAndView look(Page page, Typed asked) {
    return view(
        asked.has("confirmed")
            ? page.saying(new Notice("ok", page.rich("support.clock.confirmed")))
            : page,
        new Typed(Map.of()),
        Problems.none());
  }

  @PostMapping(Paths.CLOCK)
  ModelAndView confirm(Page page, Actor actor, Typed typed, Proof proof) {
    try {
      proof.demand();
      confirm.confirm(typed.number("step", -1), typed.lines("reason"), actor);
      return new ModelAndView("redirect:" + Paths.CLOCK + "?confirmed");
    } catch (Refused refused) {
      return view(page, typed, Problems.of(refused));
    }
  }

  private ModelAndView view(Page page, Typed typed, Problems problems) {
    ModelAndView view =
        page.titled("support.clock.title")
            .view("support/clock")
            .addObject("clock", clocks.standing())
            .addObject("steps", clocks.steps())
            .addObject("mayConfirm", page.shell().may("COMMAND_CUSTOMERS"))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
