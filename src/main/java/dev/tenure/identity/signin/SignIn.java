package dev.tenure.identity.signin;

import dev.tenure.identity.IdentitySettings;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.Actor;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs people in: count the try, verify the password, then judge the account and open a session.
 */
@Component
public class SignIn {

  private static final int LONGEST_EMAIL = 254;
  private static final SignInResult WRONG = new SignInResult.Wrong();

  private final MemberStore members;
  private final Passwords passwords;
  private final Throttle throttle;
  private final OpenSessions sessions;
  private final IdentityTrail trail;
  private final TransactionTemplate transaction;
  private final IdentitySettings settings;

  SignIn(
      MemberStore members,
      Passwords passwords,
      Throttle throttle,
      OpenSessions sessions,
      IdentityTrail trail,
      TransactionTemplate transaction,
      IdentitySettings settings) {
    this.members = members;
    this.passwords = passwords;
    this.throttle = throttle;
    this.sessions = sessions;
    this.trail = trail;
    this.transaction = transaction;
    this.settings = settings;
  }

  /**
   * Tries to sign in with what was typed. Records the outcome (F1).
   *
   * @throws Passwords.Busy when the machine can't keep up
   */
  public SignInResult withPassword(String typedEmail, String password, Browser browser) {
    String email = typedEmail.strip();
    if (email.length() > LONGEST_EMAIL) {
      return WRONG;
    }
    String account = Throttle.account(email);
    String network = Throttle.network(browser.address());
    // Both are counted, whichever is the first to be too many.
    Optional<Throttle.Wait> byAddress = throttle.take(ThrottleRule.SIGN_IN_ADDRESS, network);
    Optional<Throttle.Wait> byAccount = throttle.take(ThrottleRule.SIGN_IN_ACCOUNT, account);
    Optional<Throttle.Wait> wait = byAddress.or(() -> byAccount);
    if (wait.isPresent()) {
      if (wait.get().first()) {
        recordFailure(members.byEmail(email), "too-many-attempts", email, browser);
      }
      return new SignInResult.Later(wait.get().until());
    }
    Optional<Member> known = members.byEmail(email);
    String hash = known.filter(Member::active).map(Member::passwordHash).orElse(null);
    if (!passwords.matches(password, hash) || known.isEmpty() || hash == null) {
      recordFailure(known, "wrong-password", email, browser);
      return WRONG;
    }
    Member member = known.get();
    SignInResult result =
        Objects.requireNonNull(
            transaction.execute(status -> open(member, hash, "person.sign-in", browser)));
    if (result instanceof SignInResult.Welcome) {
      // Nothing else is forgiven: hammering a stopped account must not flood its chain either.
      throttle.forget(ThrottleRule.SIGN_IN_ACCOUNT, account);
      throttle.forgive(ThrottleRule.SIGN_IN_ADDRESS, network);
    }
    return result;
  }

  /** Opens a session for somebody who has proved who they are; within the caller's transaction. */
  SignInResult open(Member member, String verifiedHash, String action, Browser browser) {
    Actor actor = member.actor(browser.address());
    Optional<OpenSessions.Opened> opened = sessions.open(member, verifiedHash, browser);
    if (opened.isPresent()) {
      trail.own(action, "done", actor, member.email(), browser.userAgent());
      return new SignInResult.Welcome(opened.get(), member.level());
    }
    // Locked since: what is read now is why.
    boolean stopped =
        members.byId(member.id()).filter(m -> m.active() && !m.accessOn()).isPresent();
    trail.own(action, stopped ? "access-stopped" : "person-changed", actor, member.email(), "");
    return stopped
        ? new SignInResult.Stopped(member.organisation(), member.contact(settings.supportContact()))
        : WRONG;
  }

  private void recordFailure(
      Optional<Member> known, String outcome, String email, Browser browser) {
    Actor nobody = Actor.unknown("somebody not signed in", browser.address());
    trail.of(
        "person.sign-in",
        outcome,
        nobody,
        known.map(Member::reseller).orElse(null),
        known.map(Member::customer).orElse(null),
        email,
        "",
        "");
  }
}
