package dev.tenure.identity.signin;

import dev.tenure.identity.Principal;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets people who have signed in choose another password; every other session of theirs ends. */
@Component
public class ChangePassword {

  private final MemberStore members;
  private final PasswordStore hashes;
  private final Passwords passwords;
  private final Throttle throttle;
  private final OpenSessions sessions;
  private final SignIn signIn;
  private final IdentityTrail trail;
  private final TransactionTemplate transaction;

  ChangePassword(
      MemberStore members,
      PasswordStore hashes,
      Passwords passwords,
      Throttle throttle,
      OpenSessions sessions,
      SignIn signIn,
      IdentityTrail trail,
      TransactionTemplate transaction) {
    this.members = members;
    this.hashes = hashes;
    this.passwords = passwords;
    this.throttle = throttle;
    this.sessions = sessions;
    this.signIn = signIn;
    this.trail = trail;
    this.transaction = transaction;
  }

  /**
   * Changes it and gives this browser a new session in place of its old one.
   *
   * @throws Refused as invalid in {@code current} when that is wrong or was tried too often, in
   *     {@code password} when the new one won't do
   */
  public SignInResult change(
      Principal principal, String current, String password, Browser browser) {
    String subject = principal.person().toString();
    Optional<Throttle.Wait> wait = throttle.take(ThrottleRule.PASSWORD_CHANGE, subject);
    if (wait.isPresent()) {
      return new SignInResult.Later(wait.get().until());
    }
    Member member = members.byId(principal.person()).orElseThrow();
    if (!passwords.matches(current, member.passwordHash())) {
      trail.own(
          "person.change-password",
          "wrong-password",
          principal.toActor(browser.address()),
          principal.email(),
          "");
      throw new Refused(
          new Refusal.Invalid(
              "current", "password-wrong", "This is not your present password. Type it again."));
    }
    throttle.forget(ThrottleRule.PASSWORD_CHANGE, subject);
    String hash = passwords.hash("password", password, principal.email());
    return Objects.requireNonNull(
        transaction.execute(status -> {
          sessions.endAll(principal.person());
          hashes.write(principal.person(), hash);
          return signIn.open(member, hash, "person.change-password", browser);
        }));
  }
}
