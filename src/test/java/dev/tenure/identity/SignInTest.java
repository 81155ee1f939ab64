package dev.tenure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.ChangePassword;
import dev.tenure.identity.signin.FirstSupport;
import dev.tenure.identity.signin.ForgottenPassword;
import dev.tenure.identity.signin.LinkResult;
import dev.tenure.identity.signin.LinkState;
import dev.tenure.identity.signin.Links;
import dev.tenure.identity.signin.SignIn;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignInTest {

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

  private SignInResult guess(String email) {
    return world.the(SignIn.class).withPassword(email, "not the password", world.browser());
  }

  @Test
  @DisplayName(
      "B4: wrong password, unknown e-mail and a stopped account with a wrong one sound alike")
  void sameAnswer() {
    assertThat(guess("kim@example.com")).isEqualTo(new SignInResult.Wrong());
    assertThat(guess("nobody@example.com")).isEqualTo(new SignInResult.Wrong());
    world.disable(acme);
    assertThat(guess("kim@example.com")).isEqualTo(new SignInResult.Wrong());
    assertThat(world.signIn("kim"))
        .isEqualTo(
            new SignInResult.Stopped(
                "Acme", new Contact("Northwind", "help@northwind.example", "+44 1")));
  }

  @Test
  @DisplayName("F1: a sign-in, a failure and a refusal are in the customer's chain")
  void recorded() {
    world.signedIn("kim");
    guess("kim@example.com");
    world.disable(acme);
    world.signIn("kim");

    assertThat(world.recorded("person.sign-in", "done")).isEqualTo(1);
    assertThat(world.recorded("person.sign-in", "wrong-password")).isEqualTo(1);
    assertThat(world.recorded("person.sign-in", "access-stopped")).isEqualTo(1);
    assertThat(
            world
                .database
                .jdbc()
                .sql(
                    "SELECT count(*) FROM audit_entry WHERE action = 'person.sign-in' AND chain_id"
                        + " = :id")
                .param("id", acme.value())
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  @DisplayName("E-mail addresses are the same in capitals, and unique across the platform")
  void email() {
    assertThat(
            world
                .the(SignIn.class)
                .withPassword(" KIM@Example.com ", IdentityWorld.PASSWORD, world.browser()))
        .isInstanceOf(SignInResult.Welcome.class);
    assertThatThrownBy(() -> world.person(new Organisation.Support(), "Kim"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("email-taken");
  }

  private Token invited(String name) {
    world
        .the(People.class)
        .invite(
            new Invitation(
                new Organisation.Customer(acme),
                name,
                name + "@example.com",
                Set.of(Permission.WEBSITE_USER)),
            IdentityWorld.support());
    return lastLink();
  }

  private PersonId person(String name) {
    return world.the(MemberStore.class).byEmail(name + "@example.com").orElseThrow().id();
  }

  private Token lastLink() {
    String url = world.mails.getLast().url();
    return new Token(url.substring(url.lastIndexOf('/') + 1));
  }

  private LinkResult use(LinkKind kind, Token token) {
    return world.the(Links.class).use(kind, token, ANOTHER, world.browser());
  }

  @Test
  @DisplayName("An activation link sets the password once, signs in, and is then used up")
  void activation() {
    Token link = invited("lee");
    assertThat(world.mails.getLast().sender()).isEqualTo("Northwind");
    assertThat(world.signIn("lee")).isEqualTo(new SignInResult.Wrong());

    assertThat(use(LinkKind.ACTIVATE, link))
        .isInstanceOfSatisfying(
            LinkResult.Used.class,
            used -> assertThat(used.signIn()).isInstanceOf(SignInResult.Welcome.class));
    assertThat(use(LinkKind.ACTIVATE, link))
        .isEqualTo(new LinkResult.NotUsed(new LinkState.Gone(LinkState.Why.USED)));
    assertThat(world.the(SignIn.class).withPassword("lee@example.com", ANOTHER, world.browser()))
        .isInstanceOf(SignInResult.Welcome.class);
    assertThat(world.recorded("person.activate", "done")).isEqualTo(1);
    assertThat(world.recorded("person.use-link", "link-used")).isEqualTo(1);
  }

  @Test
  @DisplayName("A link expires, is replaced by a newer one, and serves only its own purpose")
  void linkStates() {
    Token link = invited("lee");
    Links links = world.the(Links.class);
    assertThat(links.state(LinkKind.RESET, link))
        .isEqualTo(new LinkState.Gone(LinkState.Why.UNKNOWN));
    assertThat(links.state(LinkKind.ACTIVATE, new Token("guessed")))
        .isEqualTo(new LinkState.Gone(LinkState.Why.UNKNOWN));
    world.the(ForgottenPassword.class).request("lee@example.com", world.browser());
    assertThat(links.state(LinkKind.ACTIVATE, link)).isInstanceOf(LinkState.Good.class);
    world
        .the(People.class)
        .resendLink(new Organisation.Customer(acme), person("lee"), IdentityWorld.support());
    assertThat(links.state(LinkKind.ACTIVATE, link))
        .isEqualTo(new LinkState.Gone(LinkState.Why.USED));
    Token newer = lastLink();
    world.later(Duration.ofDays(7).minusNanos(1000));
    assertThat(links.state(LinkKind.ACTIVATE, newer)).isInstanceOf(LinkState.Good.class);
    world.later(Duration.ofNanos(1000));
    assertThat(links.state(LinkKind.ACTIVATE, newer))
        .isEqualTo(new LinkState.Gone(LinkState.Why.EXPIRED));
  }

  @Test
  @DisplayName("B1: while the account is stopped a link changes nothing; afterwards it works again")
  void stoppedLink() {
    Token link = invited("lee");
    world.disable(acme);
    assertThat(use(LinkKind.ACTIVATE, link))
        .isInstanceOfSatisfying(
            LinkResult.NotUsed.class,
            not -> assertThat(not.state()).isInstanceOf(LinkState.Stopped.class));
    assertThat(world.recorded("person.use-link", "access-stopped")).isEqualTo(1);
    world.reenable(acme);
    assertThat(use(LinkKind.ACTIVATE, link)).isInstanceOf(LinkResult.Used.class);
  }

  @Test
  @DisplayName("Forgotten: a mail for people of open accounts only, one answer for all")
  void forgotten() {
    ForgottenPassword forgotten = world.the(ForgottenPassword.class);
    forgotten.request("nobody@example.com", world.browser());
    assertThat(world.mails).isEmpty();
    world.disable(acme);
    forgotten.request("kim@example.com", world.browser());
    assertThat(world.mails).isEmpty();
    world.reenable(acme);
    forgotten.request("kim@example.com", world.browser());
    assertThat(world.mails)
        .singleElement()
        .satisfies(mail -> assertThat(mail.kind()).isEqualTo(LinkKind.RESET));
  }

  @Test
  @DisplayName(
      "B9: whoever asks for another's links floods no inbox, and voids no link that was mailed")
  void requestedLinks() {
    ForgottenPassword forgotten = world.the(ForgottenPassword.class);
    Links links = world.the(Links.class);
    for (int minute = 0; minute < 24 * 60; minute++) {
      world.at("198.51.100." + minute % 50);
      forgotten.request("kim@example.com", world.browser());
      assertThat(links.state(LinkKind.RESET, lastLink()))
          .as("the last link mailed, %d minutes on", minute)
          .isInstanceOf(LinkState.Good.class);
      world.later(Duration.ofMinutes(1));
    }
    assertThat(world.mails).hasSizeBetween(10, 20);
    Token first = lastLink();
    world.later(Duration.ofMinutes(90));
    forgotten.request("kim@example.com", world.browser());
    assertThat(lastLink()).isNotEqualTo(first);
    assertThat(use(LinkKind.RESET, first)).isInstanceOf(LinkResult.Used.class);
    assertThat(links.state(LinkKind.RESET, lastLink()))
        .as("links besides the one that was used")
        .isEqualTo(new LinkState.Gone(LinkState.Why.USED));
    int mailed = world.mails.size();
    forgotten.request("kim@example.com", world.browser());
    assertThat(world.mails).as("mails after a link was used").hasSize(mailed + 1);
  }

  @Test
  @DisplayName("A reset ends every session from before")
  void resetEndsSessions() {
    String before = world.signedIn("kim");
    world.the(ForgottenPassword.class).request("kim@example.com", world.browser());
    world.later(Duration.ofSeconds(1));
    use(LinkKind.RESET, lastLink());
    assertThat(world.standing(before)).isInstanceOf(Standing.NoSession.class);
    assertThat(world.signIn("kim")).isEqualTo(new SignInResult.Wrong());
  }

  @Test
  @DisplayName("Changing the password asks for the present one and ends every other session")
  void changePassword() {
    String here = world.signedIn("kim");
    String elsewhere = world.signedIn("kim");
    Principal kim = ((Standing.Admitted) world.standing(here)).principal();
    ChangePassword change = world.the(ChangePassword.class);

    assertThatThrownBy(() -> change.change(kim, "wrong", ANOTHER, world.browser()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("password-wrong");
    assertThatThrownBy(() -> change.change(kim, IdentityWorld.PASSWORD, "short", world.browser()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("password-short");
    world.later(Duration.ofSeconds(1));
    SignInResult changed = change.change(kim, IdentityWorld.PASSWORD, ANOTHER, world.browser());

    assertThat(world.standing(elsewhere)).isInstanceOf(Standing.NoSession.class);
    assertThat(changed)
        .isInstanceOfSatisfying(
            SignInResult.Welcome.class,
            welcome ->
                assertThat(world.standing(welcome.session().token().text()))
                    .isInstanceOf(Standing.Admitted.class));
  }

  @Test
  @DisplayName(
      "The first Support person comes by a link that works once and only while there is none")
  void first() {
    FirstSupport first = world.the(FirstSupport.class);
    Token old = token(first.link().orElseThrow());
    Token link = token(first.link().orElseThrow());
    assertThat(first.good(old)).isFalse();
    assertThat(first.good(link)).isTrue();
    assertThat(first.create(link, "Sam", "sam@example.com", ANOTHER, "192.0.2.1")).isTrue();
    assertThat(first.create(link, "Eve", "eve@example.com", ANOTHER, "192.0.2.1")).isFalse();
    assertThat(first.link()).isEmpty();
    SignInResult sam =
        world.the(SignIn.class).withPassword("sam@example.com", ANOTHER, world.browser());
    assertThat(sam).isInstanceOf(SignInResult.Welcome.class);
  }

  private static Token token(String url) {
    return new Token(url.substring(url.lastIndexOf('/') + 1));
  }
}
