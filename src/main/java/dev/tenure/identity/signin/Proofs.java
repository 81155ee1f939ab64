package dev.tenure.identity.signin;

import dev.tenure.identity.Principal;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Proof;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * B8: certain acts need a password typed at most ten minutes ago in the same session; signing in
 * counts.
 */
@Component
public class Proofs {

  /** How long a typed password counts. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final String ACTION = "person.confirm-password";

  private final OpenSessions sessions;
  private final OwnPassword own;
  private final IdentityTrail trail;
  private final PlatformClock clock;

  Proofs(OpenSessions sessions, OwnPassword own, IdentityTrail trail, PlatformClock clock) {
    this.sessions = sessions;
    this.own = own;
    this.trail = trail;
    this.clock = clock;
  }

  /** Whether the person needn't type their password now. */
  public boolean lately(Principal who) {
    return sessions.proved(who.session(), LIFE);
  }

  /**
   * Returns when the session's person proved lately who they are, or does now.
   *
   * @param typed the password, empty when none was asked for yet
   * @throws Refused as invalid in {@code field} otherwise
   */
  public void demand(Principal who, String field, String typed, Browser browser) {
    if (lately(who)) {
      return;
    }
    if (typed.isEmpty()) {
      throw refused(
          field,
          Proof.NEEDED,
          "Enter the password you sign in with. It then counts for ten minutes.");
    }
    switch (check(who, field, typed, browser)) {
      case OwnPassword.Right right -> {
        sessions.prove(who.session());
        trail.own(ACTION, "done", who.toActor(browser.address()), who.email(), "");
      }
      case OwnPassword.Wrong(boolean ended) ->
          throw refused(
              field,
              "password-wrong",
              ended
                  ? "There were too many wrong passwords, so you were signed out. Nothing was"
                      + " changed. Sign in again."
                  : "This is not your password. Nothing was changed. Enter it again.");
      case OwnPassword.Later(Instant until) ->
          throw refused(
              field,
              Proof.LATER,
              "There were too many wrong passwords. Nothing was changed. Try again in %s."
                  .formatted(SpanWords.until(until, clock.now())));
    }
  }

  private OwnPassword.Answer check(Principal who, String field, String typed, Browser browser) {
    try {
      return own.check(who, typed, ACTION, browser);
    } catch (Turns.Busy busy) {
      throw refused(
          field,
          "busy",
          "Too many passwords are being checked at the moment. Nothing was changed. Try again in a"
              + " few seconds.");
    }
  }

  private static Refused refused(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
