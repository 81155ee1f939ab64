package dev.tenure.identity;

import dev.tenure.account.AccountListener;
import dev.tenure.account.Reason;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Token;
import dev.tenure.identity.signin.SignIn;
import dev.tenure.identity.signin.SignInResult;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.verify.LawCheck;
import dev.tenure.testing.ModuleStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** Identity and the accounts it depends on, on a database of its own, with verbs for stories. */
final class IdentityWorld extends ModuleStory {

  static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  static final String PASSWORD = "correct horse battery";

  final List<LinkMailer.Mail> mails;
  private final ResellerId northwind;
  private String address = "192.0.2.1";
  private @Nullable Token known;

  IdentityWorld() {
    this(8, true);
  }

  IdentityWorld(int connections, boolean frozen) {
    this(connections, frozen, new ArrayList<>());
  }

  private IdentityWorld(int connections, boolean frozen, List<LinkMailer.Mail> mails) {
    super(
        connections,
        frozen ? START : null,
        Wiring.class,
        Map.of("tenure.base-url", "https://tenure.example/"),
        beans -> beans.registerBean(LinkMailer.class, () -> mails::add));
    this.mails = mails;
    northwind = reseller("Northwind");
  }

  @ComponentScan(
      basePackages = {
        "dev.tenure.account",
        "dev.tenure.audit",
        "dev.tenure.identity.guess",
        "dev.tenure.identity.people",
        "dev.tenure.identity.sessions",
        "dev.tenure.identity.signin",
        "dev.tenure.identity.trail"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*(World|Test|AccountBell|SignInBeans|Housekeeping|Notice).*"))
  static class Wiring {

    @Bean
    IdentitySettings settings() {
      return new IdentitySettings(
          new IdentitySettings.Session(Duration.ofHours(12), Duration.ofMinutes(60)),
          new IdentitySettings.Link(Duration.ofDays(7), Duration.ofHours(2)),
          new IdentitySettings.Support("support@example.com", ""));
    }

    @Bean
    Executor identityAside() {
      return Runnable::run;
    }

    @Bean
    AccountListener nobodyListens() {
      return account -> {};
    }
  }

  LawCheck sessionLaw() {
    return context().getBean("dev.tenure.identity.sessions.SessionLaw", LawCheck.class);
  }

  ResellerId northwind() {
    return northwind;
  }

  @Override
  public ResellerId reseller(String name) {
    return the(Resellers.class)
        .create(
            new ResellerDetails(
                name, "GB", LONDON, "GBP", "Help Desk", "help@northwind.example", "+44 1", 30),
            support());
  }

  CustomerId customer(String name) {
    return customer(northwind, name);
  }

  /** Somebody with a password; everybody has the same one. */
  PersonId person(Organisation organisation, String name) {
    return the(People.class)
        .create(
            new Invitation(
                organisation,
                name,
                name + "@example.com",
                Set.copyOf(Permission.of(organisation.level()))),
            PASSWORD,
            Actor.system("test"));
  }

  void at(String networkAddress) {
    address = networkAddress;
  }

  /** A browser that knows nobody. */
  void inAnotherBrowser() {
    known = null;
  }

  /** The browser that has this cookie. */
  void inBrowser(Token token) {
    known = token;
  }

  /** Keeps the cookie of that sign-in, as a browser does. */
  SignInResult keeping(SignInResult result) {
    if (result instanceof SignInResult.Welcome welcome) {
      known = welcome.browser();
    }
    return result;
  }

  Browser browser() {
    return new Browser(address, "Testfox", known);
  }

  SignInResult signIn(String name) {
    return the(SignIn.class).withPassword(name + "@example.com", PASSWORD, browser());
  }

  /** Signs in and must be let in; the answer is the token in the cookie. */
  String signedIn(String name) {
    if (signIn(name) instanceof SignInResult.Welcome welcome) {
      return welcome.session().token().text();
    }
    throw new AssertionError(name + " was not let in");
  }

  Standing standing(String token) {
    return the(AccessGate.class).admit(token);
  }

  void disable(CustomerId id) {
    disable(id, dana(northwind));
  }

  void reenable(CustomerId id) {
    reenable(id, dana(northwind));
  }

  void terminate(CustomerId id) {
    terminate(id, dana(northwind));
  }

  void reinstate(CustomerId id) {
    reinstate(id, support());
  }

  void terminateOn(CustomerId id, String local) {
    terminateOn(id, local, dana(northwind));
  }

  void hold(ResellerId id) {
    Resellers resellers = the(Resellers.class);
    resellers.hold(id, resellers.require(id).version(), reason(), support());
  }

  void lift(ResellerId id) {
    Resellers resellers = the(Resellers.class);
    resellers.lift(id, resellers.require(id).version(), reason(), support());
  }

  private static Reason reason() {
    return new Reason(ReasonCode.MISSED_PAYMENT, "");
  }

  /** How often the trail has an entry like this one (F1). */
  int recorded(String action, String outcome) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM audit_entry WHERE action = :action AND outcome = :outcome")
        .param("action", action)
        .param("outcome", outcome)
        .query(Integer.class)
        .single();
  }
}
