package dev.tenure.identity;

import dev.tenure.platform.Level;

/** Whom a route lets in. */
public sealed interface Door {

  /** Files that are the same for everybody; no session is looked up, caches may keep them. */
  record Asset() implements Door {}

  /** Callers with keys that the route's own module checks; no session, no CSRF token. */
  record OwnKeys() implements Door {}

  /** Everybody; no session is looked up. */
  record Open() implements Door {}

  /** Everybody who has signed in. */
  record SignedIn() implements Door {}

  /** Everybody of one level. */
  record Of(Level level) implements Door {}

  /** Those whose permissions allow the act. */
  record For(Act act) implements Door {}
}
