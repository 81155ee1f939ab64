package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.LinkState;
import dev.tenure.identity.signin.Links;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

class GateTest {

  private IdentityWorld world;
  private CustomerId acme;

  @BeforeEach
  void open() {
    world = new IdentityWorld();
    acme = world.customer("Acme");
    world.person(new Organisation.Customer(acme), "kim");
    world.person(new Organisation.Reseller(world.northwind()), "dana");
    world.person(new Organisation.Support(), "sam");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private enum Word {
    ADMITTED,
    STOPPED,
    NONE
  }

  private static Word word(Standing standing) {
    return switch (standing) {
      case Standing.Admitted a -> Word.ADMITTED;
      case Standing.Stopped s -> Word.STOPPED;
      case Standing.NoSession n -> Word.NONE;
    };
  }

  /**
   * What happens to the accounts, and what the session from before is worth then, level by level.
   */
  enum Happening {
    NOTHING((w, c) -> {}, Word.ADMITTED, Word.ADMITTED, true, true),
    DISABLED(IdentityWorld::disable, Word.STOPPED, Word.ADMITTED, false, true),
    REENABLED(
        (w, c) -> {
          w.disable(c);
          w.later(Duration.ofSeconds(1));
          w.reenable(c);
        },
        Word.NONE,
        Word.ADMITTED,
        true,
        true),
    TERMINATED(IdentityWorld::terminate, Word.STOPPED, Word.ADMITTED, false, true),
    SCHEDULED(
        (w, c) -> w.terminateOn(c, "2026-11-22T10:00"), Word.ADMITTED, Word.ADMITTED, true, true),
    DUE(
        (w, c) -> {
          w.terminateOn(c, "2026-11-22T09:10");
          w.later(Duration.ofMinutes(10).minusSeconds(1));
        },
        Word.STOPPED,
        Word.ADMITTED,
        false,
        true),
    A_MICROSECOND_BEFORE_DUE(
        (w, c) -> {
          w.terminateOn(c, "2026-11-22T09:10");
          w.later(Duration.ofMinutes(10).minusSeconds(1).minusNanos(1000));
        },
        Word.ADMITTED,
        Word.ADMITTED,
        true,
        true),
    REINSTATED(
        (w, c) -> {
          w.terminate(c);
          w.later(Duration.ofSeconds(1));
          w.reinstate(c);
        },
        Word.NONE,
        Word.ADMITTED,
        true,
        true),
    DISABLED_AND_TERMINATED(
        (w, c) -> {
          w.disable(c);
          w.terminate(c);
        },
        Word.STOPPED,
        Word.ADMITTED,
        false,
        true),
    RESELLER_HELD((w, c) -> w.hold(w.northwind()), Word.ADMITTED, Word.STOPPED, true, false),
    RESELLER_HELD_AND_FREED(
        (w, c) -> {
          w.hold(w.northwind());
          w.later(Duration.ofSeconds(1));
          w.lift(w.northwind());
        },
        Word.ADMITTED,
        Word.NONE,
        true,
        true),
    BOTH_STOPPED(
        (w, c) -> {
          w.disable(c);
          w.hold(w.northwind());
        },
        Word.STOPPED,
        Word.STOPPED,
        false,
        false);

    private final BiConsumer<IdentityWorld, CustomerId> happens;
    private final Word customer;
    private final Word reseller;
    private final boolean customerSignsIn;
    private final boolean resellerSignsIn;

    Happening(
        BiConsumer<IdentityWorld, CustomerId> happens,
        Word customer,
        Word reseller,
        boolean customerSignsIn,
        boolean resellerSignsIn) {
      this.happens = happens;
      this.customer = customer;
      this.reseller = reseller;
      this.customerSignsIn = customerSignsIn;
      this.resellerSignsIn = resellerSignsIn;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B1, B3, A2, A14: every state on every level, for sessions, sign-in and links")
  void matrix(Happening happening) {
    String kim = world.signedIn("kim");
    String dana = world.signedIn("dana");
    String sam = world.signedIn("sam");
    Token kimsLink = link("kim");
    Token danasLink = link("dana");

    world.later(Duration.ofSeconds(1));

    happening.happens.accept(world, acme);

    assertThat(word(world.standing(kim))).as("Kim's session").isEqualTo(happening.customer);
    assertThat(word(world.standing(dana))).as("Dana's session").isEqualTo(happening.reseller);
    assertThat(word(world.standing(sam))).as("Sam's session").isEqualTo(Word.ADMITTED);
    assertThat(good(kimsLink)).as("Kim's link").isEqualTo(happening.customerSignsIn);
    assertThat(good(danasLink)).as("Dana's link").isEqualTo(happening.resellerSignsIn);
    assertThat(world.the(Presence.class).signedIn(acme))
        .isEqualTo(happening.customer == Word.ADMITTED ? 1 : 0);
    assertThat(world.the(Presence.class).signedIn(world.northwind()))
        .isEqualTo(happening.reseller == Word.ADMITTED ? 1 : 0);
    assertSignIn("kim", happening.customerSignsIn);
    assertSignIn("dana", happening.resellerSignsIn);
    assertSignIn("sam", true);
    assertThat(law()).isEmpty();
  }

  private void assertSignIn(String name, boolean letIn) {
    SignInResult result = world.signIn(name);
    if (letIn) {
      assertThat(result).as(name).isInstanceOf(SignInResult.Welcome.class);
    } else {
      assertThat(result).as(name).isInstanceOf(SignInResult.Stopped.class);
    }
  }

  private Token link(String name) {
    var members = world.the(dev.tenure.identity.sessions.MemberStore.class);
    PersonId person = members.byEmail(name + "@example.com").orElseThrow().id();
    world
        .the(TransactionTemplate.class)
        .executeWithoutResult(status -> world.the(Links.class).mail(person));
    String url = world.mails.getLast().url();
    assertThat(url).startsWith("https://tenure.example/reset/");
    return new Token(url.substring(url.lastIndexOf('/') + 1));
  }

  private boolean good(Token link) {
    return world.the(Links.class).state(LinkKind.RESET, link) instanceof LinkState.Good;
  }

  private List<String> law() {
    return world.sessionLaw().run().violations();
  }

  @Test
  @DisplayName(
      "B4: a stopped person is told whom to contact, the reseller or the platform's Support")
  void contacts() {
    String kim = world.signedIn("kim");
    String dana = world.signedIn("dana");
    world.disable(acme);
    world.hold(world.northwind());

    assertThat(world.standing(kim))
        .isInstanceOfSatisfying(
            Standing.Stopped.class,
            stopped -> {
              assertThat(stopped.principal().organisation()).isEqualTo("Acme");
              assertThat(stopped.contact())
                  .isEqualTo(new Contact("Northwind", "help@northwind.example", "+44 1"));
            });
    assertThat(world.standing(dana))
        .isInstanceOfSatisfying(
            Standing.Stopped.class,
            stopped ->
                assertThat(stopped.contact())
                    .isEqualTo(new Contact("Support", "support@example.com", "")));
  }

  @Test
  @DisplayName("A principal knows its organisation, its reseller and its zone")
  void principal() {
    assertThat(world.standing(world.signedIn("kim")))
        .isInstanceOfSatisfying(
            Standing.Admitted.class,
            admitted -> {
              Principal kim = admitted.principal();
              assertThat(kim.customer()).isEqualTo(acme);
              assertThat(kim.reseller()).isEqualTo(world.northwind());
              assertThat(kim.organisation()).isEqualTo("Acme");
              assertThat(kim.zone()).isEqualTo(IdentityWorld.LONDON);
              assertThat(kim.may(Act.SEE_CALLS)).isTrue();
              assertThat(kim.may(Act.CHANGE_CUSTOMERS)).isFalse();
            });
  }

  @Test
  @DisplayName("A session ends after an hour without a sign of life, and twelve hours in any case")
  void expiry() {
    String idle = world.signedIn("kim");
    String busy = world.signedIn("dana");
    for (int i = 0; i < 23; i++) {
      world.later(Duration.ofMinutes(30));
      assertThat(word(world.standing(busy))).isEqualTo(Word.ADMITTED);
    }
    assertThat(word(world.standing(idle))).isEqualTo(Word.NONE);
    world.later(Duration.ofMinutes(30));
    assertThat(word(world.standing(busy))).isEqualTo(Word.NONE);
  }

  @Test
  @DisplayName("A sign of life is written down once a minute at most")
  void signsOfLife() {
    String token = world.signedIn("kim");
    world.later(Duration.ofSeconds(59));
    world.standing(token);
    assertThat(lastSeen()).isEqualTo(0);
    world.later(Duration.ofSeconds(1));
    world.standing(token);
    assertThat(lastSeen()).isEqualTo(60);
  }

  private int lastSeen() {
    return world
        .database
        .jdbc()
        .sql("SELECT extract(epoch FROM last_seen_at - created_at)::int FROM session")
        .query(Integer.class)
        .single();
  }

  @Test
  @DisplayName("Unknown tokens, ended sessions and deactivated people have no session")
  void noSession() {
    assertThat(word(world.standing("nonsense"))).isEqualTo(Word.NONE);
    String token = world.signedIn("kim");
    Principal kim = ((Standing.Admitted) world.standing(token)).principal();
    world.the(Sessions.class).endAll(kim.person());
    assertThat(word(world.standing(token))).isEqualTo(Word.NONE);

    String again = world.signedIn("kim");
    world
        .the(People.class)
        .deactivate(new Organisation.Customer(acme), kim.person(), IdentityWorld.support());
    assertThat(word(world.standing(again))).isEqualTo(Word.NONE);
    assertThat(world.signIn("kim")).isInstanceOf(SignInResult.Wrong.class);
  }

  @Test
  @DisplayName("B2: open streams are judged anew, many in one query")
  void streams() {
    SessionId kim = id(world.signedIn("kim"));
    SessionId dana = id(world.signedIn("dana"));
    SessionId nobody = new SessionId(UUID.randomUUID());
    world.disable(acme);

    Map<SessionId, Standing> answers =
        world.the(AccessGate.class).check(List.of(kim, dana, nobody));

    assertThat(word(Objects.requireNonNull(answers.get(kim)))).isEqualTo(Word.STOPPED);
    assertThat(word(Objects.requireNonNull(answers.get(dana)))).isEqualTo(Word.ADMITTED);
    assertThat(word(Objects.requireNonNull(answers.get(nobody)))).isEqualTo(Word.NONE);
    assertThat(word(world.the(AccessGate.class).check(kim))).isEqualTo(Word.STOPPED);
  }

  private SessionId id(String token) {
    return ((Standing.Admitted) world.standing(token)).principal().session();
  }

  @Test
  @DisplayName("B1: closing sessions is an effect, tells how many people, and spares who may stay")
  void closing() {
    String kim = world.signedIn("kim");
    world.signedIn("kim");
    String dana = world.signedIn("dana");
    assertThat(signedOut()).isEmpty();

    world.disable(acme);
    assertThat(signedOut()).containsExactlyEntriesOf(Map.of(acme.value(), 1));
    assertThat(signedOut()).isEmpty();
    assertThat(word(world.standing(kim))).as("still told why").isEqualTo(Word.STOPPED);
    assertThat(word(world.standing(dana))).isEqualTo(Word.ADMITTED);

    world.later(Duration.ofSeconds(1));
    world.reenable(acme);
    assertThat(word(world.standing(kim))).isEqualTo(Word.NONE);
  }

  @Test
  @DisplayName("B3: a clock that steps back neither revives a session nor kills a new one")
  void clockStepsBack() {
    world.later(Duration.ofSeconds(2));
    String before = world.signedIn("kim");
    world.disable(acme);
    world.later(Duration.ofSeconds(-1));
    world.reenable(acme);
    assertThat(word(world.standing(before))).isEqualTo(Word.NONE);

    world.later(Duration.ofSeconds(-1));
    assertThat(word(world.standing(world.signedIn("kim")))).isEqualTo(Word.ADMITTED);
    assertThat(law()).isEmpty();
  }

  private Map<UUID, Integer> signedOut() {
    return world
        .the(OpenSessions.class)
        .closeStopped(List.of(acme.value(), world.northwind().value()));
  }

  @Test
  @DisplayName("F3: the law finds a session that was born on a stopped account")
  void lawFinds() {
    world.signedIn("kim");
    world.disable(acme);
    world.later(Duration.ofSeconds(1));
    world.database.jdbc().sql("UPDATE session SET created_at = tenure_now()").update();

    assertThat(law()).singleElement().asString().contains("began after its access was stopped");
  }

  @Test
  @DisplayName("F1: refusals of one session are recorded once a minute")
  void refusals() {
    Principal kim = ((Standing.Admitted) world.standing(world.signedIn("kim"))).principal();
    var refusals = world.the(dev.tenure.identity.sessions.AccessRefusals.class);
    for (int i = 0; i < 50; i++) {
      refusals.record(kim, "access-stopped", "GET /portal", "192.0.2.1");
    }
    assertThat(world.recorded("access.use", "access-stopped")).isEqualTo(1);
    world.later(Duration.ofMinutes(1));
    refusals.record(kim, "access-stopped", "GET /portal", "192.0.2.1");
    assertThat(world.recorded("access.use", "access-stopped")).isEqualTo(2);
  }
}
