package dev.tenure.reseller;

import dev.tenure.account.Accounts;
import dev.tenure.identity.Act;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.PeopleAnswer;
import dev.tenure.identity.PeoplePages;
import dev.tenure.identity.PeoplePlace;
import dev.tenure.identity.PersonDeed;
import dev.tenure.identity.PersonForm;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A customer's people, as its reseller keeps them. */
@Controller
class UsersController {

  private final Accounts accounts;
  private final PeoplePages people;

  UsersController(Accounts accounts, PeoplePages people) {
    this.accounts = accounts;
    this.people = people;
  }

  @GetMapping(Paths.USERS)
  ModelAndView list(Page page, Actor actor, @PathVariable String id, Typed asked) {
    PeoplePlace place = place(frame(page, actor, id));
    CustomerFrame frame = frame(people.told(page, place, asked, actor), actor, id);
    return frame
        .page()
        .view("reseller/users")
        .addObject("frame", frame)
        .addObject("list", people.list(frame.page(), place, asked, actor));
  }

  @GetMapping(Paths.USERS + ".csv")
  void csv(
      Page page, Actor actor, @PathVariable String id, Typed asked, HttpServletResponse response)
      throws IOException {
    CustomerFrame frame = frame(page, actor, id);
    people.csv(frame.page(), place(frame), asked, actor, response);
  }

  @GetMapping(Paths.USERS + "/new")
  ModelAndView blank(Page page, Actor actor, @PathVariable String id) {
    CustomerFrame frame = frame(page, actor, id);
    return form(frame, people.blank(place(frame)));
  }

  @PostMapping(Paths.USERS + "/new")
  ModelAndView invite(
      Page page,
      Actor actor,
      @PathVariable String id,
      Typed typed,
      CreatingForm sent,
      Proof proof) {
    CustomerFrame frame = frame(page, actor, id);
    return answer(frame, people.invite(place(frame), typed, actor, sent, proof));
  }

  @GetMapping(Paths.USER)
  ModelAndView person(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person, Typed asked) {
    PeoplePlace place = place(frame(page, actor, id));
    CustomerFrame frame = frame(people.told(page, place, asked, actor), actor, id);
    return form(frame, people.form(place, PersonId.parse(person), actor));
  }

  @PostMapping(Paths.USER)
  ModelAndView save(
      Page page,
      Actor actor,
      @PathVariable String id,
      @PathVariable String person,
      Typed typed,
      Proof proof) {
    CustomerFrame frame = frame(page, actor, id);
    return answer(frame, people.save(place(frame), PersonId.parse(person), typed, actor, proof));
  }

  @PostMapping(Paths.USER + "/deactivate")
  ModelAndView deactivate(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person, Typed typed) {
    return carryOut(PersonDeed.DEACTIVATE, frame(page, actor, id), person, typed, actor);
  }

  @PostMapping(Paths.USER + "/reactivate")
  ModelAndView reactivate(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person) {
    return carryOut(
        PersonDeed.REACTIVATE, frame(page, actor, id), person, new Typed(Map.of()), actor);
  }

  @PostMapping(Paths.USER + "/sign-out")
  ModelAndView signOut(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person) {
    return carryOut(
        PersonDeed.SIGN_OUT, frame(page, actor, id), person, new Typed(Map.of()), actor);
  }

  @PostMapping(Paths.USER + "/link")
  ModelAndView link(
      Page page,
      Actor actor,
      @PathVariable String id,
      @PathVariable String person,
      CreatingForm sent) {
    CustomerFrame frame = frame(page, actor, id);
    return answer(frame, people.link(place(frame), PersonId.parse(person), actor, sent));
  }

  private ModelAndView carryOut(
      PersonDeed deed, CustomerFrame frame, String person, Typed typed, Actor actor) {
    return answer(frame, people.carryOut(deed, place(frame), PersonId.parse(person), typed, actor));
  }

  private CustomerFrame frame(Page page, Actor actor, String id) {
    return CustomerFrame.of(page, accounts.require(CustomerId.parse(id), actor));
  }

  private static PeoplePlace place(CustomerFrame frame) {
    return new PeoplePlace(
        new Organisation.Customer(frame.account().id()),
        frame.address() + "/users",
        Act.CHANGE_CUSTOMERS);
  }

  private static ModelAndView answer(CustomerFrame frame, PeopleAnswer done) {
    return switch (done) {
      case PeopleAnswer.Lead(var address) -> new ModelAndView("redirect:" + address);
      case PeopleAnswer.Again(var form) -> form(frame, form);
    };
  }

  private static ModelAndView form(CustomerFrame frame, PersonForm form) {
    Page page =
        frame
            .page()
            .crumb(frame.account().name(), frame.address())
            .crumb(frame.page().text("reseller.tab.users"), form.place().path());
    Page named =
        form.person() == null
            ? page.titled("identity.people.new.title")
            : page.named(form.person().name());
    ModelAndView view = named.view("identity/user").addObject("form", form);
    view.setStatus(form.problems().status());
    return view;
  }
}
