package dev.tenure.identity.web;

import dev.tenure.identity.Act;
import dev.tenure.identity.PeopleAnswer;
import dev.tenure.identity.PeoplePages;
import dev.tenure.identity.PeoplePlace;
import dev.tenure.identity.PersonDeed;
import dev.tenure.identity.PersonForm;
import dev.tenure.identity.Principal;
import dev.tenure.platform.Actor;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The people of one's own organisation: the same pages in all three portals. */
@Controller
@RequestMapping({"/support/users", "/reseller/users", "/portal/users"})
class UsersController {

  private final PeoplePages pages;

  UsersController(PeoplePages pages) {
    this.pages = pages;
  }

  /** The route table has made sure that the portal in the address is the person's own. */
  static PeoplePlace place(Principal who) {
    Act keeping =
        switch (who.level()) {
          case SUPPORT -> Act.KEEP_SUPPORT_PEOPLE;
          case RESELLER -> Act.KEEP_RESELLER_PEOPLE;
          case CUSTOMER -> Act.KEEP_CUSTOMER_PEOPLE;
          case SYSTEM -> throw new IllegalStateException("Tenure itself has no people");
        };
    return new PeoplePlace(who.home(), Home.of(who.level()) + "/users", keeping);
  }

  @GetMapping
  ModelAndView list(Page page, Principal who, Actor actor, Typed asked) {
    PeoplePlace place = place(who);
    return pages
        .told(page, place, asked, actor)
        .titled("identity.people.title")
        .view("identity/users")
        .addObject("list", pages.list(page, place, asked, actor));
  }

  @GetMapping("/new")
  ModelAndView blank(Page page, Principal who) {
    return form(page, pages.blank(place(who)));
  }

  @PostMapping("/new")
  ModelAndView invite(
      Page page, Principal who, Actor actor, Typed typed, CreatingForm sent, Proof proof) {
    return answer(page, pages.invite(place(who), typed, actor, sent, proof));
  }

  @GetMapping("/{person}")
  ModelAndView person(
      Page page, Principal who, Actor actor, @PathVariable String person, Typed asked) {
    PeoplePlace place = place(who);
    return form(
        pages.told(page, place, asked, actor), pages.form(place, PersonId.parse(person), actor));
  }

  @PostMapping("/{person}")
  ModelAndView save(
      Page page,
      Principal who,
      Actor actor,
      @PathVariable String person,
      Typed typed,
      Proof proof) {
    return answer(page, pages.save(place(who), PersonId.parse(person), typed, actor, proof));
  }

  @PostMapping("/{person}/deactivate")
  ModelAndView deactivate(
      Page page, Principal who, Actor actor, @PathVariable String person, Typed typed) {
    return answer(
        page,
        pages.carryOut(PersonDeed.DEACTIVATE, place(who), PersonId.parse(person), typed, actor));
  }

  @PostMapping("/{person}/reactivate")
  ModelAndView reactivate(Page page, Principal who, Actor actor, @PathVariable String person) {
    return carryOut(PersonDeed.REACTIVATE, page, who, actor, person);
  }

  @PostMapping("/{person}/sign-out")
  ModelAndView signOut(Page page, Principal who, Actor actor, @PathVariable String person) {
    return carryOut(PersonDeed.SIGN_OUT, page, who, actor, person);
  }

  @PostMapping("/{person}/link")
  ModelAndView link(
      Page page, Principal who, Actor actor, @PathVariable String person, CreatingForm sent) {
    return answer(page, pages.link(place(who), PersonId.parse(person), actor, sent));
  }

  private ModelAndView carryOut(
      PersonDeed deed, Page page, Principal who, Actor actor, String person) {
    return answer(
        page, pages.carryOut(deed, place(who), PersonId.parse(person), new Typed(Map.of()), actor));
  }

  private static ModelAndView answer(Page page, PeopleAnswer done) {
    return switch (done) {
      case PeopleAnswer.Lead(var address) -> new ModelAndView("redirect:" + address);
      case PeopleAnswer.Again(var form) -> form(page, form);
    };
  }

  private static ModelAndView form(Page page, PersonForm form) {
    Page named =
        form.person() == null
            ? page.titled("identity.people.new.title")
            : page.titled("identity.people.edit-named", form.person().name());
    ModelAndView view =
        named
            .crumb(page.text("identity.people.title"), form.place().path())
            .view("identity/user")
            .addObject("form", form);
    view.setStatus(form.problems().status());
    return view;
  }
}
