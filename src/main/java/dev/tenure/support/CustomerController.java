package dev.tenure.support;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CollectionFigures;
import dev.tenure.account.EffectQueue;
import dev.tenure.account.ImportedHistory;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.account.Status;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.identity.Presence;
import dev.tenure.life.LifeView;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** A customer as Support reads it; nothing of it is edited here. */
@Controller
class CustomerController {

  private final Accounts accounts;
  private final ReinstatementRequests requests;
  private final People people;
  private final Presence presence;
  private final EffectQueue effects;
  private final ImportedHistory history;

  CustomerController(
      Accounts accounts,
      ReinstatementRequests requests,
      People people,
      Presence presence,
      EffectQueue effects,
      ImportedHistory history) {
    this.accounts = accounts;
    this.requests = requests;
    this.people = people;
    this.presence = presence;
    this.effects = effects;
    this.history = history;
  }

  @GetMapping(Paths.CUSTOMER)
  ModelAndView show(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    Page saying =
        Happened.on(
            page.in(account.details().zone()),
            "customer",
            account.name(),
            account.timeline(),
            account.state(),
            account.version(),
            account.lastChange(),
            asked);
    CustomerFrame frame = CustomerFrame.of(saying, account);
    return frame
        .page()
        .view("support/customer")
        .addObject("frame", frame)
        .addObject(
            "people",
            Outlook.of(() ->
                    Optional.of(
                        people
                            .list(new Organisation.Customer(account.id()), PeopleQuery.all(), actor)
                            .total()))
                .known()
                .orElse((long) CollectionFigures.UNKNOWN))
        .addObject(
            "signedIn",
            Outlook.of(() -> Optional.of(presence.signedIn(account.id())))
                .known()
                .orElse(CollectionFigures.UNKNOWN))
        .addObject(
            "request",
            account.status() == Status.TERMINATED ? requests.open(account.id()) : Optional.empty());
  }

  @GetMapping(Paths.CUSTOMER + "/timeline")
  ModelAndView timeline(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    CustomerFrame frame = CustomerFrame.of(page, account);
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
            .view("support/timeline")
            .addObject("frame", frame)
            .addObject("life", life)
            .addObject("typed", asked);
    view.setStatus(life.problems().status());
    return view;
  }
}
