package dev.tenure.support;

import dev.tenure.account.Accounts;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** E4: the reinstatements that resellers ask for. */
@Controller
class RequestsController {

  private final ReinstatementRequests requests;
  private final Accounts accounts;

  RequestsController(ReinstatementRequests requests, Accounts accounts) {
    this.requests = requests;
    this.accounts = accounts;
  }

  @GetMapping(Paths.REQUESTS)
  ModelAndView queue(Page page, Actor actor, Typed asked) {
    Page saying = page;
    if (asked.has("declined")) {
      String name = accounts.require(CustomerId.parse(asked.get("declined")), actor).name();
      saying = page.saying(new Notice("ok", page.rich("support.requests.declined", name)));
    }
    return saying
        .titled("support.requests.title")
        .view("support/requests")
        .addObject("requests", requests.queue());
  }

  @GetMapping(Paths.REQUESTS + "/{id}/decline")
  ModelAndView ask(Page page, Actor actor, @PathVariable String id) {
    return view(page, id, new Typed(Map.of()), Problems.none());
  }

  @PostMapping(Paths.REQUESTS + "/{id}/decline")
  ModelAndView decline(Page page, Actor actor, @PathVariable String id, Typed typed) {
    CustomerId customer = CustomerId.parse(id);
    if (typed.lines("reason").isBlank()) {
      return view(
          page, id, typed, Problems.at("reason", page.text("support.requests.reason-missing")));
    }
    try {
      requests.decline(customer, typed.lines("reason"), actor);
      return new ModelAndView("redirect:" + Paths.REQUESTS + "?declined=" + customer);
    } catch (Refused refused) {
      return view(page, id, typed, Problems.of(refused));
    }
  }

  private ModelAndView view(Page page, String id, Typed typed, Problems problems) {
    ReinstatementRequests.Request request =
        requests
            .open(CustomerId.parse(id))
            .orElseThrow(
                () -> new Refused(new Refusal.NotFound("request for reinstatement any more")));
    ModelAndView view =
        page.crumb(page.text("support.requests.title"), Paths.REQUESTS)
            .titled("support.requests.decline-question", request.customerName())
            .view("support/decline")
            .addObject("request", request)
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
