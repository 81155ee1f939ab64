package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.identity.PeopleQuery.Sort;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeopleTest {

  private IdentityWorld world;
  private People people;
  private CustomerId acme;
  private Organisation acmes;

  @BeforeEach
  void open() {
    world = new IdentityWorld();
    people = world.the(People.class);
    acme = world.customer("Acme");
    acmes = new Organisation.Customer(acme);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Actor dana() {
    return IdentityWorld.dana(world.northwind());
  }

  private PersonId invite(String name) {
    return people.invite(
        new Invitation(acmes, name, name + "@example.com", Set.of(Permission.WEBSITE_USER)),
        dana());
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal().code()).isEqualTo(code));
  }

  @Test
  @DisplayName("B5: another reseller's customer and its people are not found, like unknown ones")
  void foreign() {
    PersonId kim = invite("kim");
    Actor south = IdentityWorld.dana(world.reseller("South"));
    Organisation unknown = new Organisation.Customer(new CustomerId(new UUID(9, 9)));
    Organisation other = new Organisation.Customer(world.customer("Other"));
    Actor eve =
        new Actor(
            new PersonId(new UUID(2, 2)),
            "Eve",
            Level.CUSTOMER,
            world.northwind(),
            new CustomerId(new UUID(8, 8)),
            "test");

    for (Actor stranger : List.of(south, eve)) {
      assertRefused("not-found", () -> people.require(acmes, kim, stranger));
      assertRefused("not-found", () -> people.list(acmes, PeopleQuery.all(), stranger));
      assertRefused("not-found", () -> people.deactivate(acmes, kim, stranger));
      assertRefused("not-found", () -> people.resendLink(acmes, kim, stranger));
      assertRefused(
          "not-found",
          () -> people.invite(new Invitation(acmes, "x", "x@example.com", Set.of()), stranger));
      assertRefused(
          "not-found",
          () -> people.list(new Organisation.Reseller(world.northwind()), PeopleQuery.all(), eve));
      assertRefused(
          "not-found", () -> people.list(new Organisation.Support(), PeopleQuery.all(), stranger));
    }
    assertRefused("not-found", () -> people.list(unknown, PeopleQuery.all(), dana()));
    // A person of one organisation is not to be reached through another.
    assertRefused("not-found", () -> people.deactivate(other, kim, dana()));
  }

  @Test
  @DisplayName("People are found by parts of name, e-mail and state, sorted and paged")
  void list() {
    PersonId bea = invite("bea");
    invite("cid_1");
    world.person(acmes, "abe");
    world.signedIn("abe");
    people.deactivate(acmes, bea, dana());

    assertThat(names("", Sort.NAME, false)).containsExactly("abe", "bea", "cid_1");
    assertThat(names("", Sort.EMAIL, true)).containsExactly("cid_1", "bea", "abe");
    assertThat(names("", Sort.STATE, false)).containsExactly("abe", "bea", "cid_1");
    assertThat(names("", Sort.LAST_SIGN_IN, true)).first().isEqualTo("abe");
    assertThat(names("deact", Sort.NAME, false)).containsExactly("bea");
    assertThat(names("D_1", Sort.NAME, false)).containsExactly("cid_1");
    assertThat(names("%", Sort.NAME, false)).isEmpty();
    PeoplePage second = people.list(acmes, new PeopleQuery("", Sort.NAME, false, 2, 2), dana());
    assertThat(second.total()).isEqualTo(3);
    assertThat(second.people()).extracting(Person::name).containsExactly("cid_1");
    assertThat(people.list(acmes, PeopleQuery.all(), dana()).people())
        .filteredOn(Person::signedIn)
        .extracting(Person::name)
        .containsExactly("abe");
  }

  private List<String> names(String text, Sort sort, boolean descending) {
    return people
        .list(acmes, new PeopleQuery(text, sort, descending, 1, 50), dana())
        .people()
        .stream()
        .map(Person::name)
        .toList();
  }

  @Test
  @DisplayName("A10: an edit that did not see the last one is refused; permissions count at once")
  void edit() {
    PersonId kim = world.person(acmes, "kim");
    String token = world.signedIn("kim");
    people.edit(acmes, kim, 1, "Kim K", Set.of(Permission.SETTINGS), dana());

    assertRefused("person-changed", () -> people.edit(acmes, kim, 1, "Kim", Set.of(), dana()));
    assertThat(world.standing(token))
        .isInstanceOfSatisfying(
            Standing.Admitted.class,
            admitted -> {
              assertThat(admitted.principal().name()).isEqualTo("Kim K");
              assertThat(admitted.principal().may(Act.CHANGE_SETTINGS)).isTrue();
              assertThat(admitted.principal().may(Act.SEE_CALLS)).isFalse();
            });
    assertRefused(
        "permission-foreign",
        () -> people.edit(acmes, kim, 2, "Kim", EnumSet.of(Permission.SUPPORT), dana()));
  }

  @Test
  @DisplayName("Nobody takes administration from themselves")
  void own() {
    Organisation northwind = new Organisation.Reseller(world.northwind());
    PersonId dana = world.person(northwind, "dana");
    Actor herself = new Actor(dana, "dana", Level.RESELLER, world.northwind(), null, "test");
    assertRefused("own-administration", () -> people.deactivate(northwind, dana, herself));
    assertRefused(
        "own-administration", () -> people.edit(northwind, dana, 1, "dana", Set.of(), herself));
  }

  @Test
  @DisplayName("Deactivated people come back with their password, and sign in anew")
  void reactivate() {
    PersonId kim = world.person(acmes, "kim");
    String before = world.signedIn("kim");
    world.later(java.time.Duration.ofSeconds(1));
    people.deactivate(acmes, kim, dana());
    assertRefused("person-deactivated", () -> people.resendLink(acmes, kim, dana()));
    people.reactivate(acmes, kim, dana());
    assertThat(world.standing(before)).isInstanceOf(Standing.NoSession.class);
    world.signedIn("kim");
    assertThat(world.recorded("person.deactivate", "done")).isEqualTo(1);
    assertThat(world.recorded("person.reactivate", "done")).isEqualTo(1);
  }

  @Test
  @DisplayName("Whoever keeps people ends a person's sessions, who can sign in again")
  void signedOut() {
    PersonId kim = world.person(acmes, "kim");
    String first = world.signedIn("kim");
    String second = world.signedIn("kim");
    people.signOut(acmes, kim, dana());
    people.signOut(acmes, kim, dana());
    assertThat(world.standing(first)).isInstanceOf(Standing.NoSession.class);
    assertThat(world.standing(second)).isInstanceOf(Standing.NoSession.class);
    assertThat(world.standing(world.signedIn("kim"))).isInstanceOf(Standing.Admitted.class);
    assertThat(world.recorded("person.end-sessions", "done")).isEqualTo(1);
  }

  @Test
  @DisplayName("A13: a terminated customer's people can be read and not changed")
  void terminated() {
    PersonId kim = world.person(acmes, "kim");
    world.terminate(acme);
    assertThat(people.require(acmes, kim, dana()).name()).isEqualTo("kim");
    assertRefused("account-terminated", () -> invite("lee"));
    assertRefused("account-terminated", () -> people.resendLink(acmes, kim, dana()));
    assertRefused("account-terminated", () -> people.edit(acmes, kim, 1, "Kim", Set.of(), dana()));
  }

  @Test
  @DisplayName("What is missing or malformed is told at its field")
  void invalid() {
    assertRefused(
        "name-missing",
        () -> people.invite(new Invitation(acmes, " ", "a@example.com", Set.of()), dana()));
    for (String email :
        new String[] {"", "kim", "kim@", "@example.com", "k m@example.com", "a@b"}) {
      assertRefused(
          "email-malformed",
          () -> people.invite(new Invitation(acmes, "Kim", email, Set.of()), dana()));
    }
  }
}
