package dev.tenure.support;

import dev.tenure.account.Account;
import dev.tenure.account.CollectionFigures;
import dev.tenure.account.Command;
import dev.tenure.account.LifecyclePreview;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ReinstateCustomer;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.account.State;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** E1 to E3: what a reinstatement would bring back and what not, and then doing it. */
@Controller
class ReinstateController {

  private static final String REINSTATE = Paths.CUSTOMER + "/reinstate";

  private final LifecyclePreview preview;
  private final ReinstateCustomer reinstate;
  private final ReinstatementRequests requests;
  private final People people;

  ReinstateController(
      LifecyclePreview preview,
      ReinstateCustomer reinstate,
      ReinstatementRequests requests,
      People people) {
    this.preview = preview;
    this.reinstate = reinstate;
    this.requests = requests;
    this.people = people;
  }

  @GetMapping(REINSTATE)
  ModelAndView quote(Page page, Actor actor, @PathVariable String id) {
    return view(page, id, actor, Reasons.proposing(ReasonCode.MISTAKE), Problems.none());
  }

  @PostMapping(REINSTATE)
  ModelAndView confirm(Page page, Actor actor, @PathVariable String id, Typed typed, Proof proof) {
    CustomerId customer = CustomerId.parse(id);
    try {
      proof.demand();
      return Paths.after(
          Paths.of(customer),
          reinstate.reinstate(Reasons.order(customer, typed, actor), typed.verbatim("typedName")));
    } catch (Refused refused) {
      return view(page, id, actor, typed, Problems.of(refused));
    }
  }

  private ModelAndView view(Page viewed, String id, Actor actor, Typed typed, Problems problems) {
    LifecyclePreview.Preview now =
        preview.of(CustomerId.parse(id), Command.REINSTATE, Optional.empty(), actor);
    Account account = now.account();
    CustomerFrame frame = CustomerFrame.of(viewed, account);
    Optional<Instant> ended =
        account.state() instanceof State.Terminated t ? Optional.of(t.at()) : Optional.empty();
    ModelAndView view =
        frame
            .page()
            .crumb(account.name(), frame.address())
            .titled("support.reinstate.question", account.name())
            .view("support/reinstate")
            .addObject("frame", frame)
            .addObject("ended", ended)
            .addObject(
                "people",
                Outlook.of(() ->
                        Optional.of(
                            people
                                .list(
                                    new Organisation.Customer(account.id()),
                                    PeopleQuery.all(),
                                    actor)
                                .total()))
                    .known()
                    .orElse((long) CollectionFigures.UNKNOWN))
            .addObject("request", requests.open(account.id()))
            .addObject("version", account.version())
            .addObject("fingerprint", now.fingerprint())
            .addObject("refusal", now.refusal())
            .addObject("invoice", Warning.invoice(frame.page(), now))
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
