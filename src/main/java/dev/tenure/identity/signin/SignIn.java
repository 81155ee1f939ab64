package dev.tenure.identity.signin;

import dev.tenure.identity.IdentitySettings;
import dev.tenure.identity.guess.GuessSubject;
import dev.tenure.identity.guess.Guesses;
import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.guess.RefusedSignIns;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.server.ClientNetwork;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs people in: reserve a try, verify the password, count it if it was wrong (B9), then judge
 * the account and open a session.
 */
@Component
public class SignIn {

  private static final int LONGEST_EMAIL = 254;
  private static final String ACTION = "person.sign-in";
  private static final SignInResult WRONG = new SignInResult.Wrong();

  private final MemberStore members;
  private final Passwords passwords;
  private final Guesses guesses;
  private final KnownBrowsers browsers;
  private final OpenSessions sessions;
  private final RefusedSignIns refused;
  private final IdentityTrail trail;
  private final TransactionTemplate transaction;
  private final IdentitySettings settings;

  SignIn(
      MemberStore members,
      Passwords passwords,
      Guesses guesses,
      KnownBrowsers browsers,
      OpenSessions sessions,
      RefusedSignIns refused,
      IdentityTrail trail,
      TransactionTemplate transaction,
      IdentitySettings settings) {
    this.members = members;
    this.passwords = passwords;
    this.guesses = guesses;
    this.browsers = browsers;
    this.sessions = sessions;
    this.refused = refused;
    this.trail = trail;
    this.transaction = transaction;
    this.settings = settings;
  }

  /** Somebody who says who they are, and where they say it. */
  private record Claim(
      String email, Optional<Member> member, Optional<UUID> knownBrowser, Browser browser) {

    /** What a wrong password counts for: in a known browser for that browser alone. */
    List<GuessSubject> subjects() {
      return knownBrowser
          .map(known -> List.of(GuessSubject.browser(known)))
          .orElseGet(() ->
              List.of(
                  GuessSubject.account(email),
                  GuessSubject.network(ClientNetwork.of(browser.address()))));
    }

    Turns.Who turn() {
      return knownBrowser
          .map(known -> new Turns.Who(known.toString(), true))
          .orElseGet(() -> new Turns.Who(ClientNetwork.of(browser.address()).text(), false));
    }
  }

  /**
   * Tries to sign in with what was typed. Records the outcome (F1).
   *
   * @throws Turns.Busy when the machine can't keep up
   */
  public SignInResult withPassword(String typedEmail, String password, Browser browser) {
    String email = typedEmail.strip();
    if (email.length() > LONGEST_EMAIL) {
      return WRONG;
    }
    Optional<Member> member = members.byEmail(email);
    Optional<UUID> known = browsers.find(browser, member.map(Member::id));
    Claim claim = new Claim(email, member, known, browser);
    return switch (guesses.reserve(claim.subjects())) {
      case Guesses.Wait(Instant until) -> new SignInResult.Later(until);
      case Guesses.Ticket ticket -> judge(claim, password, ticket);
    };
  }

  private SignInResult judge(Claim claim, String password, Guesses.Ticket ticket) {
    boolean settled = false;
    try {
      String hash = claim.member().filter(Member::active).map(Member::passwordHash).orElse(null);
      if (!passwords.matches(password, hash, claim.turn()) || hash == null) {
        settled = true;
        return wrong(claim, ticket);
      }
      Member member = claim.member().orElseThrow();
      SignInResult result =
          Objects.requireNonNull(
              transaction.execute(status -> open(member, hash, ACTION, claim.browser())));
      if (result instanceof SignInResult.Welcome) {
        settled = true;
        guesses.right(ticket);
      }
      return result;
    } finally {
      if (!settled) {
        guesses.release(ticket);
      }
    }
  }

  private SignInResult wrong(Claim claim, Guesses.Ticket ticket) {
    Guesses.Counted counted = guesses.wrong(ticket);
    refused.nobody(ACTION, "wrong-password", claim.member(), claim.email(), claim.browser());
    if (counted.slowed()) {
      refused.nobody(ACTION, "too-many-attempts", claim.member(), claim.email(), claim.browser());
    }
    if (counted.most()) {
      claim
          .member()
          .ifPresent(
              of -> claim.knownBrowser().ifPresent(known -> browsers.forget(of.id(), known)));
    }
    return WRONG;
  }

  /** Opens a session for somebody who has proved who they are; within the caller's transaction. */
  SignInResult open(Member member, String verifiedHash, String action, Browser browser) {
    Actor actor = member.actor(browser.address());
    Optional<OpenSessions.Opened> opened = sessions.open(member, verifiedHash, browser);
    if (opened.isPresent()) {
      trail.own(action, "done", actor, member.email(), browser.userAgent());
      return new SignInResult.Welcome(
          opened.get(), member.level(), browsers.remember(member.id(), browser));
    }
    // Locked since: what is read now is why.
    boolean stopped =
        members.byId(member.id()).filter(m -> m.active() && !m.accessOn()).isPresent();
    refused.own(action, stopped ? "access-stopped" : "person-changed", member, browser);
    return stopped
        ? new SignInResult.Stopped(member.organisation(), member.contact(settings.supportContact()))
        : WRONG;
  }
}
