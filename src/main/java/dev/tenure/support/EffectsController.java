package dev.tenure.support;

import dev.tenure.account.EffectQueue;
import dev.tenure.platform.web.Page;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is undone, as numbers and by age (A12). */
@Controller
class EffectsController {

  private final EffectQueue effects;

  EffectsController(EffectQueue effects) {
    this.effects = effects;
  }

  @GetMapping(Paths.EFFECTS)
  ModelAndView list(Page page) {
    List<EffectQueue.Line> lines = effects.undone();
    return page.titled("support.effects.title")
        .view("support/effects")
        .addObject("backlog", effects.backlog())
        .addObject("lines", lines)
        .addObject("names", effects.names(lines));
  }
}
