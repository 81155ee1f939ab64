package dev.tenure.reseller;

import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceRules;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Whose events a phone system's are (C8): another customer, another rule, one less. */
@Controller
class SystemRulesController {

  private final Sources sources;
  private final SourceRules rules;
  private final SystemPage systemPage;

  SystemRulesController(Sources sources, SourceRules rules, SystemPage systemPage) {
    this.sources = sources;
    this.rules = rules;
    this.systemPage = systemPage;
  }

  @PostMapping(Paths.SYSTEM + "/customers/add")
  ModelAndView add(
      Page page, Actor actor, @PathVariable String source, Typed typed, CreatingForm sent) {
    Source there = sources.require(SourceId.parse(source), actor);
    try {
      CustomerId customer = systemPage.named(typed.get("customer"), actor);
      return sent.lead(() ->
          SystemNews.address(
              sources.addCustomer(there.id(), typed.get("account"), customer, actor), "added"));
    } catch (Refused refused) {
      return systemPage.refused(page, there, actor, typed, refused);
    }
  }

  @PostMapping(Paths.SYSTEM + "/customers/replace")
  ModelAndView replace(Page page, Actor actor, @PathVariable String source, Typed typed) {
    Source there = sources.require(SourceId.parse(source), actor);
    try {
      Source changed =
          rules.replace(
              there.id(),
              typed.number("version", -1),
              typed.get("rule"),
              typed.get("other"),
              actor);
      return SystemNews.lead(changed, "replaced");
    } catch (Refused refused) {
      return systemPage.refused(page, there, actor, typed, refused);
    }
  }

  @PostMapping(Paths.SYSTEM + "/customers/remove")
  ModelAndView remove(Page page, Actor actor, @PathVariable String source, Typed typed) {
    Source there = sources.require(SourceId.parse(source), actor);
    try {
      Source changed =
          rules.remove(there.id(), typed.number("version", -1), typed.get("rule"), actor);
      return SystemNews.lead(changed, "removed");
    } catch (Refused refused) {
      return systemPage.refused(page, there, actor, typed, refused);
    }
  }
}
