package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.PeoplePage;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.identity.Permission;
import dev.tenure.identity.Person;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A customer's people, as its reseller keeps them. */
@Controller
class UsersController {

  private static final int ROWS = 25;
  private static final Set<String> SAID =
      Set.of("invited", "saved", "deactivated", "reactivated", "link");

  private final Accounts accounts;
  private final People people;

  UsersController(Accounts accounts, People people) {
    this.accounts = accounts;
    this.people = people;
  }

  @GetMapping(Paths.USERS)
  ModelAndView list(Page page, Actor actor, @PathVariable String id, Typed asked) {
    CustomerFrame frame = frame(saying(page, asked), actor, id);
    PeopleQuery query =
        new PeopleQuery(
            asked.get("q"),
            CustomersController.choice(PeopleQuery.Sort.values(), asked.get("sort"))
                .orElse(PeopleQuery.Sort.NAME),
            asked.get("dir").equals("desc"),
            (int) Math.clamp(asked.number("at", 1), 1, 1_000_000),
            ROWS);
    PeoplePage found = people.list(organisation(frame), query, actor);
    return frame
        .page()
        .view("reseller/users")
        .addObject("frame", frame)
        .addObject("found", found)
        .addObject(
            "here", new Address(frame.address() + "/users", asked.only("q", "sort", "dir", "at")));
  }

  /** Tells what a command did; the name of the one it was done to stands in the list. */
  private static Page saying(Page page, Typed asked) {
    String said = asked.get("said");
    return SAID.contains(said)
        ? page.saying(new Notice("ok", page.rich("reseller.users.said." + said)))
        : page;
  }

  @GetMapping(Paths.USERS + "/new")
  ModelAndView invite(Page page, Actor actor, @PathVariable String id) {
    Typed first = UserForm.of("", "", Set.of(Permission.WEBSITE_USER));
    return form(frame(page, actor, id), Optional.empty(), first, Problems.none());
  }

  @PostMapping(Paths.USERS + "/new")
  ModelAndView invite(Page page, Actor actor, @PathVariable String id, Typed typed) {
    CustomerFrame frame = frame(page, actor, id);
    try {
      people.invite(
          new Invitation(
              organisation(frame),
              typed.get("name"),
              typed.get("email"),
              UserForm.permissions(typed)),
          actor);
      return back(frame, "invited");
    } catch (Refused refused) {
      return form(frame, Optional.empty(), typed, Problems.of(refused));
    }
  }

  @GetMapping(Paths.USER)
  ModelAndView edit(Page page, Actor actor, @PathVariable String id, @PathVariable String person) {
    CustomerFrame frame = frame(page, actor, id);
    Person found = people.require(organisation(frame), PersonId.parse(person), actor);
    Typed typed = UserForm.of(found.name(), found.email(), found.permissions());
    return form(frame, Optional.of(found), typed, Problems.none());
  }

  @PostMapping(Paths.USER)
  ModelAndView save(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person, Typed typed) {
    CustomerFrame frame = frame(page, actor, id);
    PersonId who = PersonId.parse(person);
    try {
      people.edit(
          organisation(frame),
          who,
          typed.number("version", -1),
          typed.get("name"),
          UserForm.permissions(typed),
          actor);
      return back(frame, "saved");
    } catch (Refused refused) {
      Person found = people.require(organisation(frame), who, actor);
      return form(frame, Optional.of(found), typed, Problems.of(refused));
    }
  }

  @PostMapping(Paths.USER + "/deactivate")
  ModelAndView deactivate(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person) {
    CustomerFrame frame = frame(page, actor, id);
    people.deactivate(organisation(frame), PersonId.parse(person), actor);
    return back(frame, "deactivated");
  }

  @PostMapping(Paths.USER + "/reactivate")
  ModelAndView reactivate(
      Page page, Actor actor, @PathVariable String id, @PathVariable String person) {
    CustomerFrame frame = frame(page, actor, id);
    people.reactivate(organisation(frame), PersonId.parse(person), actor);
    return back(frame, "reactivated");
  }

  @PostMapping(Paths.USER + "/link")
  ModelAndView link(Page page, Actor actor, @PathVariable String id, @PathVariable String person) {
    CustomerFrame frame = frame(page, actor, id);
    people.resendLink(organisation(frame), PersonId.parse(person), actor);
    return back(frame, "link");
  }

  private CustomerFrame frame(Page page, Actor actor, String id) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    return CustomerFrame.of(page, account);
  }

  private static Organisation organisation(CustomerFrame frame) {
    return new Organisation.Customer(frame.account().id());
  }

  private static ModelAndView back(CustomerFrame frame, String said) {
    return new ModelAndView("redirect:" + frame.address() + "/users?said=" + said);
  }

  private static ModelAndView form(
      CustomerFrame frame, Optional<Person> person, Typed typed, Problems problems) {
    ModelAndView view =
        frame
            .page()
            .crumb(frame.account().name(), frame.address())
            .crumb(frame.page().text("reseller.tab.users"), frame.address() + "/users")
            .named(person.map(Person::name).orElse(frame.page().text("reseller.users.invite")))
            .view("reseller/user")
            .addObject("frame", frame)
            .addObject("person", person)
            .addObject("typed", typed)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }
}
