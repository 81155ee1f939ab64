package dev.tenure.identity.signin;

import dev.tenure.identity.Principal;
import dev.tenure.identity.guess.GuessSubject;
import dev.tenure.identity.guess.Guesses;
import dev.tenure.identity.guess.RefusedSignIns;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.OpenSessions;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks somebody who has signed in for their password again. Wrong ones delay this session alone
 * (B9): nobody else can keep its person out, and after twenty the session ends.
 */
@Component
class OwnPassword {

  private final MemberStore members;
  private final Passwords passwords;
  private final Guesses guesses;
  private final OpenSessions sessions;
  private final RefusedSignIns refused;

  OwnPassword(
      MemberStore members,
      Passwords passwords,
      Guesses guesses,
      OpenSessions sessions,
      RefusedSignIns refused) {
    this.members = members;
    this.passwords = passwords;
    this.guesses = guesses;
    this.sessions = sessions;
    this.refused = refused;
  }

  /** What came of it. */
  sealed interface Answer {}

  record Right(Member member) implements Answer {}

  /**
   * Not the password.
   *
   * @param ended whether the session ended with it
   */
  record Wrong(boolean ended) implements Answer {}

  /** Nothing was checked. */
  record Later(Instant until) implements Answer {}

  /**
   * Checks it; a wrong one is recorded under the action.
   *
   * @throws Turns.Busy when the machine can't keep up
   */
  Answer check(Principal who, String typed, String action, Browser browser) {
    return switch (guesses.reserve(List.of(GuessSubject.session(who.session())))) {
      case Guesses.Wait(Instant until) -> new Later(until);
      case Guesses.Ticket ticket -> judge(who, typed, action, browser, ticket);
    };
  }

  private Answer judge(
      Principal who, String typed, String action, Browser browser, Guesses.Ticket ticket) {
    Member member = members.byId(who.person()).orElseThrow();
    if (matches(typed, member, ticket)) {
      guesses.right(ticket);
      return new Right(member);
    }
    boolean ended = guesses.wrong(ticket).most();
    refused.own(action, "wrong-password", member, browser);
    if (ended) {
      sessions.end(who.person(), who.session());
    }
    return new Wrong(ended);
  }

  private boolean matches(String typed, Member member, Guesses.Ticket ticket) {
    try {
      return passwords.matches(
          typed, member.passwordHash(), new Turns.Who(member.id().toString(), true));
    } catch (RuntimeException e) {
      guesses.release(ticket);
      throw e;
    }
  }
}
