package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.guess.WrongPasswords;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.ForgottenPassword;
import dev.tenure.identity.signin.LinkResult;
import dev.tenure.identity.signin.Links;
import dev.tenure.identity.signin.SignIn;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** B9: guesses slow down, they don't lock out. */
class GuessesTest {

  private static final String GUESS = "not the password";
  private static final String ANOTHER = "staple and some apples";

  private IdentityWorld world;
  private CustomerId acme;

  @BeforeEach
  void open() {
    world = new IdentityWorld();
    acme = world.customer("Acme");
    world.person(new Organisation.Customer(acme), "kim");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private SignInResult guess(String name) {
    return world.the(SignIn.class).withPassword(name + "@example.com", GUESS, world.browser());
  }

  private Duration waits(SignInResult result) {
    assertThat(result).isInstanceOf(SignInResult.Later.class);
    Instant until = ((SignInResult.Later) result).until();
    return Duration.between(world.database.clock().now(), until);
  }

  /** Somebody in another browser, who goes on guessing at the name from many addresses. */
  private void attackFromFiftyAddresses(String name) {
    world.inAnotherBrowser();
    for (int i = 0; i < 60; i++) {
      world.at("198.51.100." + i % 50);
      guess(name);
      world.later(Duration.ofMinutes(2));
    }
  }

  @Test
  @DisplayName(
      "B9: after five wrong passwords the next one waits 1, 2, 4, … seconds, any name alike")
  void delays() {
    for (String name : List.of("kim", "nobody")) {
      for (int i = 0; i < 5; i++) {
        world.at("198.51.100." + i);
        assertThat(guess(name)).isEqualTo(new SignInResult.Wrong());
      }
      for (int seconds : List.of(1, 2, 4, 8, 16, 32)) {
        assertThat(waits(guess(name))).as(name).isEqualTo(Duration.ofSeconds(seconds));
        world.later(Duration.ofSeconds(seconds));
        assertThat(guess(name)).as(name).isEqualTo(new SignInResult.Wrong());
      }
    }
    assertThat(world.recorded("person.sign-in", "too-many-attempts")).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "B9: a try that was told to wait isn't counted, and right after wrong clears the name")
  void onlyWrongOnesCount() {
    for (int i = 0; i < 5; i++) {
      guess("kim");
    }
    for (int i = 0; i < 20; i++) {
      assertThat(waits(guess("kim"))).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(world.signIn("kim"))
        .as("right, but too early")
        .isInstanceOf(SignInResult.Later.class);
    world.later(Duration.ofSeconds(1));
    assertThat(world.signIn("kim")).isInstanceOf(SignInResult.Welcome.class);
    for (int i = 0; i < 5; i++) {
      assertThat(guess("kim")).isEqualTo(new SignInResult.Wrong());
    }
  }

  @Test
  @DisplayName(
      "B9: under guesses from 50 addresses the owner signs in at once in a known browser, and"
          + " elsewhere after a mailed link")
  void ownerIsNotLockedOut() {
    world.at("192.0.2.7");
    world.keeping(world.signIn("kim"));
    Token known = known();
    attackFromFiftyAddresses("kim");

    world.inBrowser(known);
    assertThat(world.signIn("kim")).as("a known browser").isInstanceOf(SignInResult.Welcome.class);
    world.inAnotherBrowser();
    world.at("203.0.113.9");
    assertThat(waits(world.signIn("kim"))).as("an unknown browser").isPositive();
    world.the(ForgottenPassword.class).request("kim@example.com", world.browser());
    String url = world.mails.getLast().url();
    Token link = new Token(url.substring(url.lastIndexOf('/') + 1));
    LinkResult used = world.the(Links.class).use(LinkKind.RESET, link, ANOTHER, world.browser());
    assertThat(used).isInstanceOf(LinkResult.Used.class);
    world.keeping(((LinkResult.Used) used).signIn());
    Token here = known();
    attackFromFiftyAddresses("kim");
    world.inBrowser(here);
    assertThat(withPassword("kim", ANOTHER))
        .as("known by the link")
        .isInstanceOf(SignInResult.Welcome.class);
  }

  private Token known() {
    return Objects.requireNonNull(world.browser().known());
  }

  private SignInResult withPassword(String name, String password) {
    return world.the(SignIn.class).withPassword(name + "@example.com", password, world.browser());
  }

  @Test
  @DisplayName(
      "B9: a thousand names guessed at from one address delay no neighbour's known browser")
  void neighbours() {
    world.person(new Organisation.Customer(acme), "lee");
    world.at("192.0.2.1");
    world.keeping(world.signIn("lee"));
    Token known = known();
    world.inAnotherBrowser();
    int checked = 0;
    for (int i = 0; i < 1_000; i++) {
      checked += guess("name" + i) instanceof SignInResult.Wrong ? 1 : 0;
    }
    assertThat(checked).as("passwords that were hashed").isEqualTo(30);
    assertThat(waits(world.signIn("kim"))).isEqualTo(Duration.ofSeconds(1));
    world.inBrowser(known);
    assertThat(world.signIn("lee")).isInstanceOf(SignInResult.Welcome.class);
    world.inAnotherBrowser();
    world.at("192.0.2.2");
    assertThat(world.signIn("kim")).as("another address").isInstanceOf(SignInResult.Welcome.class);
    assertThat(world.recorded("person.sign-in", "wrong-password")).as("one an hour").isEqualTo(1);
  }

  @Test
  @DisplayName("B9: all of an IPv6 network of 64 bits counts as one address")
  void ipv6() {
    for (int i = 0; i < 30; i++) {
      world.at("2001:db8:0:1::" + i);
      assertThat(guess("name" + i)).isEqualTo(new SignInResult.Wrong());
    }
    world.at("2001:db8:0:1:ffff::8");
    assertThat(guess("other")).isInstanceOf(SignInResult.Later.class);
    world.at("2001:db8:0:2::7");
    assertThat(guess("other")).isEqualTo(new SignInResult.Wrong());
  }

  @Test
  @DisplayName(
      "B9: a known browser waits seconds for its own wrong passwords, and is known no more after"
          + " twenty")
  void ownGuesses() {
    world.keeping(world.signIn("kim"));
    int checked = 0;
    Duration longest = Duration.ZERO;
    PersonId kim = world.the(MemberStore.class).byEmail("kim@example.com").orElseThrow().id();
    KnownBrowsers browsers = world.the(KnownBrowsers.class);
    while (browsers.find(world.browser(), Optional.of(kim)).isPresent()) {
      SignInResult answer = guess("kim");
      if (answer instanceof SignInResult.Later) {
        Duration wait = waits(answer);
        longest = wait.compareTo(longest) > 0 ? wait : longest;
        world.later(wait);
      } else {
        checked++;
      }
      assertThat(checked).isLessThan(40);
    }
    assertThat(checked).isBetween(20, 25);
    assertThat(longest).isEqualTo(Duration.ofSeconds(30));
    assertThat(world.signIn("kim"))
        .as("as in any browser")
        .isInstanceOf(SignInResult.Welcome.class);
  }

  @Test
  @DisplayName(
      "B9: a known browser's token is another person's no more once somebody else signs in with it")
  void planted() {
    world.person(new Organisation.Customer(acme), "eve");
    world.keeping(world.signIn("eve"));
    Token planted = known();
    world.keeping(world.signIn("kim"));
    PersonId kim = world.the(MemberStore.class).byEmail("kim@example.com").orElseThrow().id();
    KnownBrowsers browsers = world.the(KnownBrowsers.class);
    assertThat(browsers.find(world.browser(), Optional.of(kim))).isPresent();
    world.inBrowser(planted);
    assertThat(browsers.find(world.browser(), Optional.of(kim))).isEmpty();
  }

  @Test
  @DisplayName("B9: 200 wrong passwords at the same time get no further than five in a row")
  void parallel() throws Exception {
    try (IdentityWorld busy = new IdentityWorld(12, true);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      busy.person(new Organisation.Customer(busy.customer("Busy")), "kim");
      List<Future<SignInResult>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(
            threads.submit(() ->
                busy.the(SignIn.class).withPassword("kim@example.com", GUESS, busy.browser())));
      }
      int checked = 0;
      for (Future<SignInResult> answer : answers) {
        checked += answer.get() instanceof SignInResult.Wrong ? 1 : 0;
      }
      assertThat(checked).isEqualTo(5);
      busy.later(Duration.ofSeconds(1));
      assertThat(busy.signIn("kim")).isInstanceOf(SignInResult.Welcome.class);
    }
  }

  @Test
  @DisplayName("B9: one learns of wrong passwords since the previous sign-in, and from where")
  void toldOnTheProfile() {
    PersonId kim = world.the(MemberStore.class).byEmail("kim@example.com").orElseThrow().id();
    WrongPasswords wrong = world.the(WrongPasswords.class);
    world.signIn("kim");
    assertThat(wrong.of(kim)).isEmpty();
    world.later(Duration.ofMinutes(1));
    world.at("198.51.100.1");
    guess("kim");
    guess("kim");
    world.at("2001:db8:0:1::7");
    guess("kim");
    world.later(Duration.ofMinutes(1));
    world.signIn("kim");
    assertThat(wrong.of(kim))
        .hasValueSatisfying(since -> {
          assertThat(since.tries()).isEqualTo(3);
          assertThat(since.networks())
              .containsExactlyInAnyOrder("198.51.100.1", "2001:db8:0:1:0:0:0:0/64");
        });
    assertThat(world.recorded("person.sign-in", "wrong-password")).isEqualTo(2);
    world.later(Duration.ofMinutes(1));
    world.signIn("kim");
    assertThat(wrong.of(kim)).isEmpty();
  }
}
