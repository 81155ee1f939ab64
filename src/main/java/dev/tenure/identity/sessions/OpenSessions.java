package dev.tenure.identity.sessions;

import dev.tenure.identity.IdentitySettings;
import dev.tenure.identity.SessionId;
import dev.tenure.identity.Sessions;
import dev.tenure.platform.PersonId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Begins and ends sessions. */
@Component
public class OpenSessions implements Sessions {

  private final SessionStore store;
  private final SessionSignal signal;
  private final IdentitySettings settings;

  OpenSessions(SessionStore store, SessionSignal signal, IdentitySettings settings) {
    this.store = store;
    this.signal = signal;
    this.settings = settings;
  }

  /** A session just begun; the token goes into the browser's cookie and nowhere else. */
  public record Opened(SessionId id, Token token) {}

  /**
   * Begins a session, unless the account has been stopped or the person or their password changed
   * since the hash was verified; then the answer is empty. No session is born after a Disable has
   * committed: the account's row is locked first, and judged by the statement that inserts.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Opened> open(Member member, String verifiedHash, Browser browser) {
    Token token = Token.random();
    store.holdStill(member);
    return store
        .insert(
            member,
            verifiedHash,
            new SessionStore.Birth(
                token,
                browser.address(),
                browser.userAgent(),
                settings.session().length(),
                settings.session().idle()))
        .map(id -> new Opened(id, token));
  }

  /** Whether the session's person typed their password within that time (B8). */
  public boolean proved(SessionId session, Duration within) {
    return store.proved(session, within);
  }

  /** The session's person has just typed their password. */
  public void prove(SessionId session) {
    store.prove(session);
  }

  /** The person's sessions that the gate admits now, last seen first. */
  public List<OwnSession> of(PersonId person) {
    return store.of(person);
  }

  /** Ends one of the person's own sessions; answers whether there was such a one. */
  public boolean end(PersonId person, SessionId session) {
    boolean ended = store.delete(person, session);
    signal.changed(person);
    return ended;
  }

  @Override
  @Transactional
  public Map<UUID, Integer> closeStopped(Collection<UUID> accounts) {
    return store.closeStopped(accounts);
  }

  @Override
  @Transactional
  public void endAll(PersonId person) {
    store.deleteAll(person);
    signal.changed(person);
  }
}
