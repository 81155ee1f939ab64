package dev.tenure.identity;

import dev.tenure.platform.Actor;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Csv;
import dev.tenure.platform.web.Foot;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What every portal needs to keep people: lists and forms for the fragments {@code identity/people}
 * and {@code identity/person}, and the acts behind their buttons. A controller puts them into its
 * own frame, under the addresses that {@link PeoplePlace} names.
 */
@Component
public class PeoplePages {

  private static final int ROWS = 50;

  private final People people;
  private final ObjectProvider<PersonCharges> charges;

  PeoplePages(People people, ObjectProvider<PersonCharges> charges) {
    this.people = people;
    this.charges = charges;
  }

  /**
   * The list that the address asks for: {@code q}, {@code sort}, {@code dir}, {@code at} a page.
   */
  public PeopleList list(Page page, PeoplePlace place, Typed asked, Actor actor) {
    PeopleQuery query = query(asked);
    PeoplePage found = people.list(place.organisation(), query, actor);
    Address here = new Address(place.path(), asked.only("q", "sort", "dir", "at"));
    Foot foot = Foot.of(page, here, query.page(), ROWS, found.people().size(), found.total());
    return new PeopleList(
        place,
        found.people(),
        here,
        query.sort().name().toLowerCase(Locale.ROOT),
        query.descending(),
        !query.text().isEmpty(),
        foot.summary(),
        foot.previous(),
        foot.next());
  }

  /** The whole list that the address asks for, as a download. */
  public void csv(
      Page page, PeoplePlace place, Typed asked, Actor actor, HttpServletResponse response)
      throws IOException {
    asked.demandText();
    Csv csv = Csv.download(response, "users.csv");
    csv.row(
        page.text("identity.people.name"),
        page.text("identity.people.email"),
        page.text("identity.people.state"),
        page.text("identity.people.last-sign-in"));
    people.each(
        place.organisation(),
        query(asked),
        actor,
        person -> {
          Instant signedIn = person.lastSignInAt();
          csv.row(
              person.name(),
              person.email(),
              page.text("identity.people.state." + person.state()),
              signedIn == null ? "" : page.formats().iso(signedIn));
        });
  }

  private static PeopleQuery query(Typed asked) {
    return new PeopleQuery(
        asked.get("q"),
        asked.choice("sort", PeopleQuery.Sort.values()).orElse(PeopleQuery.Sort.NAME),
        asked.get("dir").equals("desc"),
        Math.clamp(asked.number("at", 1), 1, 1_000_000),
        ROWS);
  }

  /**
   * The page with the notice about what a redirect's {@code done} and {@code person} name, told
   * from how the person is now.
   */
  public Page told(Page page, PeoplePlace place, Typed asked, Actor actor) {
    String done = asked.get("done");
    if (!Set.of("invited", "saved", "deactivated", "reactivated", "signed-out", "link")
        .contains(done)) {
      return page;
    }
    Person person =
        people.require(place.organisation(), PersonId.parse(asked.get("person")), actor);
    boolean holds =
        switch (done) {
          case "invited" -> person.activatedAt() == null;
          case "deactivated" -> !person.active();
          case "signed-out" -> !person.signedIn();
          default -> person.active();
        };
    if (!holds) {
      return page;
    }
    List<PersonCharges.Charge> charged =
        done.equals("deactivated") ? charged(place, person.id(), actor) : List.of();
    return page.saying(
        new Notice(
            "done",
            charged.isEmpty()
                ? page.rich("identity.people.done." + done, person.name(), person.email())
                : page.rich(
                    "identity.people.done.deactivated-charged",
                    person.name(),
                    charged.stream()
                        .map(PersonCharges.Charge::name)
                        .collect(Collectors.joining(", ")))));
  }

  /** What stays charged for a customer's person; nothing else has a price. */
  private List<PersonCharges.Charge> charged(PeoplePlace place, PersonId id, Actor reader) {
    return place.organisation() instanceof Organisation.Customer(var customer)
        ? charges.stream().flatMap(each -> each.of(customer, id, reader).stream()).toList()
        : List.of();
  }

  /** An empty form to invite somebody. */
  public PersonForm blank(PeoplePlace place) {
    return form(place, null, "", "", 0, Set.of(), false, List.of(), Problems.none());
  }

  /**
   * One person's form.
   *
   * @throws Refused as not found
   */
  public PersonForm form(PeoplePlace place, PersonId id, Actor actor) {
    Person person = people.require(place.organisation(), id, actor);
    return form(
        place,
        person,
        person.name(),
        person.email(),
        person.version(),
        person.permissions(),
        id.equals(actor.id()),
        charged(place, id, actor),
        Problems.none());
  }

  private static PersonForm form(
      PeoplePlace place,
      @Nullable Person person,
      String name,
      String email,
      long version,
      Set<Permission> chosen,
      boolean own,
      List<PersonCharges.Charge> charges,
      Problems problems) {
    List<Permission> choices = Permission.of(place.organisation().level());
    return new PersonForm(
        place, person, name, email, version, choices, chosen, own, charges, problems);
  }

  /** Invites; the answer is the address to lead to, or the form with what is wrong with it. */
  public PeopleAnswer invite(
      PeoplePlace place, Typed typed, Actor actor, CreatingForm sent, Proof proof) {
    Set<Permission> chosen = chosen(place, typed);
    try {
      proof.demand();
      Invitation invitation =
          new Invitation(place.organisation(), typed.get("name"), typed.get("email"), chosen);
      return new PeopleAnswer.Lead(
          sent.address(() ->
              PeopleAnswer.Lead.to(place.path(), "invited", people.invite(invitation, actor))
                  .address()));
    } catch (Refused refused) {
      return new PeopleAnswer.Again(
          form(
              place,
              null,
              typed.shown().get("name"),
              typed.shown().get("email"),
              0,
              chosen,
              false,
              List.of(),
              Problems.of(refused)));
    }
  }

  /** Saves name and permissions. */
  public PeopleAnswer save(PeoplePlace place, PersonId id, Typed typed, Actor actor, Proof proof) {
    Set<Permission> chosen = chosen(place, typed);
    Person person = people.require(place.organisation(), id, actor);
    long version = typed.number("version", 0);
    try {
      proof.demand();
      people.edit(place.organisation(), id, version, typed.get("name"), chosen, actor);
      return PeopleAnswer.Lead.to(place.path(), "saved", id);
    } catch (Refused refused) {
      return new PeopleAnswer.Again(
          form(
              place,
              person,
              typed.shown().get("name"),
              person.email(),
              // What is shown now is what they decide on next.
              person.version(),
              chosen,
              id.equals(actor.id()),
              charged(place, id, actor),
              Problems.of(refused)));
    }
  }

  /**
   * Sends another link; the answer is the person's form again where the button came without a key.
   *
   * @throws Refused as {@link People} says
   */
  public PeopleAnswer link(PeoplePlace place, PersonId id, Actor actor, CreatingForm sent) {
    String path = place.path() + "/" + id;
    try {
      return new PeopleAnswer.Lead(
          sent.address(() -> {
            people.resendLink(place.organisation(), id, actor);
            return PeopleAnswer.Lead.to(path, "link", id).address();
          }));
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Invalid) {
        return new PeopleAnswer.Again(form(place, id, actor).with(Problems.of(refused)));
      }
      throw refused;
    }
  }

  /**
   * Does what a button asks for. With {@code end-charges} what is charged for the person ends in
   * the same act as their access, or neither does.
   *
   * @throws Refused as {@link People} and {@link PersonCharges} say
   */
  @Transactional
  public PeopleAnswer.Lead carryOut(
      PersonDeed deed, PeoplePlace place, PersonId id, Typed typed, Actor actor) {
    Organisation organisation = place.organisation();
    String path = place.path() + "/" + id;
    return switch (deed) {
      case DEACTIVATE -> {
        people.deactivate(organisation, id, actor);
        if (typed.has("end-charges") && organisation instanceof Organisation.Customer(var of)) {
          charges.forEach(each -> each.end(of, id, actor));
        }
        yield PeopleAnswer.Lead.to(path, "deactivated", id);
      }
      case SIGN_OUT -> {
        people.signOut(organisation, id, actor);
        yield PeopleAnswer.Lead.to(path, "signed-out", id);
      }
      case REACTIVATE -> {
        people.reactivate(organisation, id, actor);
        yield PeopleAnswer.Lead.to(path, "reactivated", id);
      }
    };
  }

  private static Set<Permission> chosen(PeoplePlace place, Typed typed) {
    Set<Permission> chosen = EnumSet.noneOf(Permission.class);
    Permission.of(place.organisation().level()).stream()
        .filter(permission -> typed.has("may-" + permission.name()))
        .forEach(chosen::add);
    return chosen;
  }
}
