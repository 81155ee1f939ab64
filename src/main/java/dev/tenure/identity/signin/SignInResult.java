package dev.tenure.identity.signin;

import dev.tenure.identity.Contact;
import dev.tenure.identity.sessions.OpenSessions.Opened;
import dev.tenure.platform.Level;
import java.time.Instant;

/** How an attempt to sign in ended. */
public sealed interface SignInResult {

  /** The session has begun. */
  record Welcome(Opened session, Level level) implements SignInResult {}

  /** Wrong password, unknown e-mail address, deactivated, not activated: which, is not told. */
  record Wrong() implements SignInResult {}

  /** Too many tries; the same whether or not there is such a person. */
  record Later(Instant until) implements SignInResult {}

  /** Everything is right, but access to the account has been stopped (B4). */
  record Stopped(String organisation, Contact contact) implements SignInResult {}
}
