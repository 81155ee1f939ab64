package dev.tenure.identity.people;

import dev.tenure.identity.Grants;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.PeoplePage;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.identity.Permission;
import dev.tenure.identity.Person;
import dev.tenure.identity.Sessions;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.SessionSignal;
import dev.tenure.identity.signin.Links;
import dev.tenure.identity.signin.Passwords;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps people: each change is one transaction with its audit entry. */
@Component
class KeptPeople implements People {

  private final HomeStore homes;
  private final PeopleStore store;
  private final Links links;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SessionSignal signal;
  private final IdentityTrail trail;

  KeptPeople(
      HomeStore homes,
      PeopleStore store,
      Links links,
      Passwords passwords,
      Sessions sessions,
      SessionSignal signal,
      IdentityTrail trail) {
    this.homes = homes;
    this.store = store;
    this.links = links;
    this.passwords = passwords;
    this.sessions = sessions;
    this.signal = signal;
    this.trail = trail;
  }

  @Override
  @Transactional
  public PersonId invite(Invitation invitation, Actor by) {
    PersonId person = insert(invitation, null, "person.invite", by);
    links.mail(person);
    return person;
  }

  @Override
  @Transactional
  public PersonId create(Invitation invitation, String password, Actor by) {
    String hash = passwords.hash("password", password, new Turns.Who(invitation.email(), true));
    return insert(invitation, hash, "person.create", by);
  }

  private PersonId insert(Invitation invitation, @Nullable String hash, String action, Actor by) {
    Home home = changeable(invitation.organisation(), by);
    String name = Particulars.name(invitation.name());
    String email = Particulars.email(invitation.email());
    Set<Permission> permissions =
        Particulars.permissions(invitation.permissions(), home.organisation().level());
    try {
      PersonId person = store.insert(home, name, email, permissions, hash);
      record(action, home, name + " <" + email + ">", "", words(permissions), by);
      return person;
    } catch (DuplicateKeyException taken) {
      throw Particulars.emailTaken();
    }
  }

  @Override
  @Transactional(readOnly = true)
  public PeoplePage list(Organisation organisation, PeopleQuery query, Actor by) {
    return store.list(homes.require(organisation, by), query);
  }

  @Override
  @Transactional(readOnly = true)
  public void each(Organisation organisation, PeopleQuery query, Actor by, Consumer<Person> sink) {
    store.each(homes.require(organisation, by), query, sink);
  }

  @Override
  @Transactional(readOnly = true)
  public Person require(Organisation organisation, PersonId id, Actor by) {
    return person(homes.require(organisation, by), id);
  }

  private Person person(Home home, PersonId id) {
    return store.find(home, id).orElseThrow(() -> new Refused(new Refusal.NotFound("person")));
  }

  @Override
  @Transactional
  public void edit(
      Organisation organisation,
      PersonId id,
      long seenVersion,
      String typedName,
      Set<Permission> chosen,
      Actor by) {
    Home home = changeable(organisation, by);
    Person before = locked(home, id);
    String name = Particulars.name(typedName);
    Set<Permission> permissions = Particulars.permissions(chosen, home.organisation().level());
    if (before.version() != seenVersion) {
      throw new Refused(
          new Refusal.Conflict(
              "person-changed",
              "%s was changed meanwhile. Nothing was done; look again and decide."
                  .formatted(before.name()),
              null,
              null,
              null));
    }
    if (id.equals(by.id()) && !Grants.of(permissions).contains(home.keeping())) {
      throw ownAdministration();
    }
    if (before.name().equals(name) && before.permissions().equals(permissions)) {
      return;
    }
    store.write(id, name, permissions);
    signal.changed(id);
    record(
        "person.edit", home, subject(before), words(before), name + ": " + words(permissions), by);
  }

  @Override
  @Transactional
  public void deactivate(Organisation organisation, PersonId id, Actor by) {
    Home home = changeable(organisation, by);
    Person person = locked(home, id);
    if (id.equals(by.id())) {
      throw ownAdministration();
    }
    if (person.active()) {
      store.writeActive(id, false);
      sessions.endAll(id);
      record("person.deactivate", home, subject(person), person.state(), "deactivated", by);
    }
  }

  @Override
  @Transactional
  public void signOut(Organisation organisation, PersonId id, Actor by) {
    Home home = changeable(organisation, by);
    Person person = locked(home, id);
    if (person.signedIn()) {
      sessions.endAll(id);
      record("person.end-sessions", home, subject(person), "signed in", "", by);
    }
  }

  @Override
  @Transactional
  public void reactivate(Organisation organisation, PersonId id, Actor by) {
    Home home = changeable(organisation, by);
    Person person = locked(home, id);
    if (!person.active()) {
      store.writeActive(id, true);
      record("person.reactivate", home, subject(person), "deactivated", "", by);
    }
  }

  @Override
  @Transactional
  public void resendLink(Organisation organisation, PersonId id, Actor by) {
    Home home = changeable(organisation, by);
    Person person = locked(home, id);
    if (!person.active()) {
      throw new Refused(
          new Refusal.WrongState(
              "person-deactivated", person.name() + " is deactivated. Reactivate them first."));
    }
    String kind = links.mail(id).name().toLowerCase(java.util.Locale.ROOT);
    record("person.send-link", home, subject(person), "", kind, by);
  }

  private Home changeable(Organisation organisation, Actor by) {
    Home home = homes.require(organisation, by);
    if (home.terminated()) {
      throw new Refused(
          new Refusal.WrongState(
              "account-terminated",
              home.name() + " is terminated; its people can’t be changed any more."));
    }
    return home;
  }

  private Person locked(Home home, PersonId id) {
    store.lock(id);
    return person(home, id);
  }

  private static Refused ownAdministration() {
    return new Refused(
        new Refusal.WrongState(
            "own-administration",
            "You can’t take this from yourself. Ask another administrator to do it."));
  }

  private static String subject(Person person) {
    return person.name() + " <" + person.email() + ">";
  }

  private static String words(Person person) {
    return person.name() + ": " + words(person.permissions());
  }

  private static String words(Set<Permission> permissions) {
    return String.join(", ", new TreeSet<>(permissions).stream().map(Permission::name).toList());
  }

  private void record(
      String action, Home home, String subject, String before, String after, Actor by) {
    trail.of(action, "done", by, home.reseller(), home.customer(), subject, before, after);
  }
}
