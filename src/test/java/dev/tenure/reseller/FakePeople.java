package dev.tenure.reseller;

import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.PeoplePage;
import dev.tenure.identity.PeopleQuery;
import dev.tenure.identity.Permission;
import dev.tenure.identity.Person;
import dev.tenure.platform.Actor;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** People in memory: as much of the rules as pages show. */
final class FakePeople implements People {

  private record Entry(Organisation organisation, Person person) {}

  private final List<Entry> entries = new ArrayList<>();
  private final PlatformClock clock;

  FakePeople(PlatformClock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized PersonId invite(Invitation invitation, Actor by) {
    if (!invitation.email().contains("@")) {
      throw invalid("email", "email-malformed", "Write an e-mail address like name@example.com.");
    }
    if (entries.stream().anyMatch(entry -> entry.person().email().equals(invitation.email()))) {
      throw invalid("email", "email-taken", "Somebody signs in with that address already.");
    }
    return put(invitation, null);
  }

  @Override
  public synchronized PersonId create(Invitation invitation, String password, Actor by) {
    return put(invitation, clock.now());
  }

  private PersonId put(Invitation invitation, java.time.@Nullable Instant activated) {
    PersonId id = new PersonId(UUID.randomUUID());
    entries.add(
        new Entry(
            invitation.organisation(),
            new Person(
                id,
                invitation.name(),
                invitation.email(),
                invitation.permissions(),
                true,
                clock.now(),
                activated,
                activated,
                activated != null,
                1)));
    return id;
  }

  @Override
  public void each(Organisation organisation, PeopleQuery query, Actor by, Consumer<Person> sink) {
    list(organisation, query, by).people().forEach(sink);
  }

  @Override
  public synchronized PeoplePage list(Organisation organisation, PeopleQuery query, Actor by) {
    String text = query.text().toLowerCase(Locale.ROOT);
    List<Person> found =
        entries.stream()
            .filter(entry -> entry.organisation().equals(organisation))
            .map(Entry::person)
            .filter(p -> (p.name() + " " + p.email()).toLowerCase(Locale.ROOT).contains(text))
            .sorted(Comparator.comparing(Person::name))
            .toList();
    return new PeoplePage(
        found.stream().skip((query.page() - 1L) * query.size()).limit(query.size()).toList(),
        found.size(),
        query);
  }

  @Override
  public synchronized Person require(Organisation organisation, PersonId id, Actor by) {
    return entries.stream()
        .filter(entry -> entry.organisation().equals(organisation))
        .map(Entry::person)
        .filter(person -> person.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(new Refusal.NotFound("person")));
  }

  @Override
  public synchronized void edit(
      Organisation organisation,
      PersonId id,
      long seenVersion,
      String name,
      Set<Permission> permissions,
      Actor by) {
    Person old = require(organisation, id, by);
    replace(organisation, old, name, permissions, old.active());
  }

  @Override
  public void signOut(Organisation organisation, PersonId id, Actor by) {
    require(organisation, id, by);
  }

  @Override
  public synchronized void deactivate(Organisation organisation, PersonId id, Actor by) {
    Person old = require(organisation, id, by);
    replace(organisation, old, old.name(), old.permissions(), false);
  }

  @Override
  public synchronized void reactivate(Organisation organisation, PersonId id, Actor by) {
    Person old = require(organisation, id, by);
    replace(organisation, old, old.name(), old.permissions(), true);
  }

  private void replace(
      Organisation organisation,
      Person old,
      String name,
      Set<Permission> permissions,
      boolean active) {
    entries.removeIf(entry -> entry.person().id().equals(old.id()));
    entries.add(
        new Entry(
            organisation,
            new Person(
                old.id(),
                name,
                old.email(),
                permissions,
                active,
                old.createdAt(),
                old.activatedAt(),
                old.lastSignInAt(),
                old.signedIn() && active,
                old.version() + 1)));
  }

  @Override
  public void resendLink(Organisation organisation, PersonId id, Actor by) {
    require(organisation, id, by);
  }

  private static Refused invalid(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
