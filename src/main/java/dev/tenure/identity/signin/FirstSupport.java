package dev.tenure.identity.signin;

import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How the first person gets into a Tenure that has none: by a link that only its console shows. */
@Component
public class FirstSupport {

  private static final String KIND = "FIRST";
  private static final Duration LIFE = Duration.ofDays(1);

  private final LinkStore links;
  private final PasswordStore store;
  private final People people;
  private final Passwords passwords;
  private final TransactionTemplate transaction;
  private final BaseUrl base;

  FirstSupport(
      LinkStore links,
      PasswordStore store,
      People people,
      Passwords passwords,
      TransactionTemplate transaction,
      BaseUrl base) {
    this.links = links;
    this.store = store;
    this.people = people;
    this.passwords = passwords;
    this.transaction = transaction;
    this.base = base;
  }

  /** A fresh link in place of all earlier ones, good for a day; empty once Support has a person. */
  public Optional<String> link() {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          store.lockSupport();
          if (store.supportExists()) {
            return Optional.<String>empty();
          }
          Token token = Token.random();
          links.insert(KIND, null, token, LIFE);
          return Optional.of(base.text() + "/first/" + token.text());
        }));
  }

  /** Whether the link still makes somebody Support's first person. */
  public boolean good(Token token) {
    return links.find(token).filter(FirstSupport::usable).isPresent() && !store.supportExists();
  }

  private static boolean usable(LinkStore.Row link) {
    return link.kind().equals(KIND) && !link.used() && !link.expired();
  }

  /**
   * Makes Support's first person, a support administrator.
   *
   * @return false when the link was used meanwhile
   * @throws Refused as invalid in {@code name}, {@code email} or {@code password}
   * @throws Turns.Busy when the machine can't keep up
   */
  public boolean create(Token token, String name, String email, String password, String address) {
    if (!good(token)) {
      return false;
    }
    // Before the transaction: judging takes long, and a connection is expensive.
    passwords.demandGood(
        "password", password, List.of(name, email, "Support"), new Turns.Who(email, true));
    return Objects.requireNonNull(
        transaction.execute(status -> {
          store.lockSupport();
          Optional<LinkStore.Row> link = links.lock(token).filter(FirstSupport::usable);
          if (link.isEmpty() || store.supportExists()) {
            return false;
          }
          links.use(link.get().id(), null);
          people.create(
              new Invitation(
                  new Organisation.Support(),
                  name,
                  email,
                  EnumSet.copyOf(Permission.of(Level.SUPPORT))),
              password,
              Actor.system("first start at " + address));
          return true;
        }));
  }
}
