package dev.tenure.identity.signin;

import dev.tenure.identity.Principal;
import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people who have signed in choose another password; every other session of theirs ends, and
 * every other browser is forgotten.
 */
@Component
public class ChangePassword {

  private static final String ACTION = "person.change-password";

  private final OwnPassword own;
  private final PasswordStore hashes;
  private final Passwords passwords;
  private final KnownBrowsers browsers;
  private final OpenSessions sessions;
  private final SignIn signIn;
  private final TransactionTemplate transaction;

  ChangePassword(
      OwnPassword own,
      PasswordStore hashes,
      Passwords passwords,
      KnownBrowsers browsers,
      OpenSessions sessions,
      SignIn signIn,
      TransactionTemplate transaction) {
    this.own = own;
    this.hashes = hashes;
    this.passwords = passwords;
    this.browsers = browsers;
    this.sessions = sessions;
    this.signIn = signIn;
    this.transaction = transaction;
  }

  /**
   * Changes it and gives this browser a new session in place of its old one.
   *
   * @throws Refused as invalid in {@code current} when that is wrong, in {@code password} when the
   *     new one won't do
   * @throws Turns.Busy when the machine can't keep up
   */
  public SignInResult change(
      Principal principal, String current, String password, Browser browser) {
    return switch (own.check(principal, current, ACTION, browser)) {
      case OwnPassword.Later(Instant until) -> new SignInResult.Later(until);
      case OwnPassword.Wrong wrong ->
          throw new Refused(
              new Refusal.Invalid(
                  "current",
                  "password-wrong",
                  "This is not your present password. Enter it again."));
      case OwnPassword.Right(Member member) -> write(member, current, password, browser);
    };
  }

  private SignInResult write(Member member, String current, String password, Browser browser) {
    Turns.Who who = new Turns.Who(member.id().toString(), true);
    passwords.demandOther("password", password, current);
    String hash = passwords.chosen("password", password, member.ownWords(), who);
    return Objects.requireNonNull(
        transaction.execute(status -> {
          sessions.endAll(member.id());
          browsers.forgetOthers(member.id(), browser);
          hashes.write(member.id(), hash);
          return signIn.open(member, hash, ACTION, browser);
        }));
  }
}
