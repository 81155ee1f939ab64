package dev.tenure.identity.signin;

import dev.tenure.identity.Contact;
import dev.tenure.identity.sessions.OpenSessions.Opened;
import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.Level;
import java.time.Instant;

/** How an attempt to sign in ended. */
public sealed interface SignInResult {

  /**
   * The session has begun.
   *
   * @param browser the token by which this browser is known from now on (B9)
   */
  record Welcome(Opened session, Level level, Token browser) implements SignInResult {}

  /** Wrong password, unknown e-mail address, deactivated, not activated: which, is not told. */
  record Wrong() implements SignInResult {}

  /**
   * Too many wrong passwords, and nothing was checked; the same whether or not there is such a
   * person (B9).
   */
  record Later(Instant until) implements SignInResult {}

  /** Everything is right, but access to the account has been stopped (B4). */
  record Stopped(String organisation, Contact contact) implements SignInResult {}
}
