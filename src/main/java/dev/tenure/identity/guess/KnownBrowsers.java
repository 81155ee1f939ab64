package dev.tenure.identity.guess;

import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers in which people signed in before: others' guesses don't delay them there (B9). A browser
 * is known by a token in a cookie, to each person by itself; the token alone opens nothing.
 */
@Component
public class KnownBrowsers {

  /** How long after the last sign-in a browser stays known. */
  public static final Duration LIFE = Duration.ofDays(180);

  private static final Duration ROTATED_AFTER = Duration.ofDays(1);
  private static final int MOST = 50;
  private static final PersonId NOBODY = new PersonId(new UUID(0, 0));

  private final KnownBrowserStore store;

  KnownBrowsers(KnownBrowserStore store) {
    this.store = store;
  }

  /** The browser as the person knows it; asked in the same way when there is no such person. */
  public Optional<UUID> find(Browser browser, Optional<PersonId> person) {
    return Optional.ofNullable(browser.known())
        .flatMap(token -> store.find(token, person.orElse(NOBODY)));
  }

  /**
   * Makes the browser known to somebody who has just proved who they are; the answer is the token
   * for its cookie. A new one takes the place of an old one once a day, and whenever somebody else
   * is added to it: a token that was planted by another person is theirs no more.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Token remember(PersonId person, Browser browser) {
    Token sent = browser.known();
    Token token =
        sent != null && store.isFresh(sent, person, ROTATED_AFTER) ? sent : Token.random();
    if (sent != null && !token.equals(sent)) {
      store.rotate(sent, token);
    }
    store.put(token, person, browser, LIFE);
    store.keepNewest(person, MOST);
    return token;
  }

  /** The person's known browsers, last used first. */
  public List<KnownBrowser> of(PersonId person, Browser present) {
    return store.of(person, present.known());
  }

  /** Forgets one; answers whether there was such a one. */
  public boolean forget(PersonId person, UUID id) {
    return store.delete(person, id);
  }

  /** Forgets all but this one, as after a password was changed. */
  public void forgetOthers(PersonId person, Browser present) {
    store.deleteOthers(person, present.known());
  }
}
