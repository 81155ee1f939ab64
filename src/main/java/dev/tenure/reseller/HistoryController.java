package dev.tenure.reseller;

import dev.tenure.account.ImportedHistory;
import dev.tenure.account.Words;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Sets periods for history from before a customer existed (C10). */
@Controller
class HistoryController {

  private final Sources sources;
  private final ImportedHistory history;
  private final ImportPages shown;

  HistoryController(Sources sources, ImportedHistory history, ImportPages shown) {
    this.sources = sources;
    this.history = history;
    this.shown = shown;
  }

  @PostMapping(Paths.SYSTEM_IMPORT_HISTORY)
  ModelAndView make(Page page, Actor actor, @PathVariable String source, Typed typed) {
    Source into = sources.require(SourceId.parse(source), actor);
    try {
      history.add(customer(into, typed), typed.get("history-from"), typed.get("history-to"), actor);
      return new ModelAndView("redirect:" + Paths.of(into.id()) + "/import");
    } catch (Refused refused) {
      return shown.list(page, into, typed, Problems.of(refused), actor);
    }
  }

  private static CustomerId customer(Source source, Typed typed) {
    return source.customers().stream()
        .map(Source.Mapping::customer)
        .filter(each -> each.toString().equals(typed.get("customer")))
        .findFirst()
        .orElseThrow(() ->
            Words.invalid(
                "customer", "customer-missing", "Choose one of the phone system’s customers."));
  }
}
