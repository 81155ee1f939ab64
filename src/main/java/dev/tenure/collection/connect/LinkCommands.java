package dev.tenure.collection.connect;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceTrail;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.database.AfterCommit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The commands on phone systems that are connected to. */
@Component
class LinkCommands implements LinkedSources {

  private final Sources sources;
  private final Accounts accounts;
  private final LinkedSourceStore store;
  private final Secrets secrets;
  private final Sockets sockets;
  private final SourceTrail trail;
  private final PlatformClock clock;
  private final ObjectProvider<Connectors> connectors;
  private final TrialBudget budget;

  LinkCommands(
      Sources sources,
      Accounts accounts,
      LinkedSourceStore store,
      Secrets secrets,
      Sockets sockets,
      SourceTrail trail,
      PlatformClock clock,
      ObjectProvider<Connectors> connectors,
      TrialBudget budget) {
    this.sources = sources;
    this.accounts = accounts;
    this.store = store;
    this.secrets = secrets;
    this.sockets = sockets;
    this.trail = trail;
    this.clock = clock;
    this.connectors = connectors;
    this.budget = budget;
  }

  @Override
  public boolean ready() {
    return secrets.ready();
  }

  @Override
  public void check(String rule, Settings settings) {
    Typing.rule(rule);
    typed(settings);
  }

  private static Link typed(Settings settings) {
    Link link = Typing.link(settings);
    if (link.secret().isEmpty()) {
      throw Words.invalid("secret", "secret-missing", "Enter the secret.");
    }
    return link;
  }

  @Override
  @Transactional
  public Source create(
      CustomerId customer, String name, String rule, Settings settings, Actor actor) {
    Account account = accounts.require(customer, actor);
    String word = Typing.name(name);
    String whose = Typing.rule(rule);
    Link link = typed(settings);
    SourceId id = store.insert(settings.kind(), account.reseller(), word, customer, whose);
    store.link(id, link, secrets.seal(id, link.secret()));
    Source made = sources.require(id, actor);
    trail.record("source.create", actor, made, customer, "", link + " " + whose);
    AfterCommit.run(() -> connectors.ifAvailable(Connectors::ring));
    return made;
  }

  @Override
  @Transactional
  public void change(SourceId id, long seenVersion, String name, Settings settings, Actor actor) {
    Source source = sources.require(id, actor);
    String word = Typing.name(name);
    Link link = Typing.link(settings);
    trail.next(source, seenVersion, actor);
    Link before = store.link(id).orElseThrow(SourceId::unknown);
    boolean moved =
        Optional.of(before)
            .filter(l -> l.host().equals(link.host()) && l.port() == link.port())
            .filter(l -> l.tls() == link.tls() && l.fingerprint().equals(link.fingerprint()))
            .isEmpty();
    if (link.secret().isEmpty() && moved) {
      // Else whoever can change the address could have the secret sent to an address of their own.
      throw Words.invalid(
          "secret", "secret-missing", "For another address the secret must be entered again.");
    }
    store.change(id, link, link.secret().isEmpty() ? null : secrets.seal(id, link.secret()));
    store.rename(id, word);
    trail.record(
        "source.change", actor, source, null, source.name() + " " + before, word + " " + link);
  }

  @Override
  public List<Finding> test(@Nullable SourceId known, Settings settings, Actor actor) {
    Link link = Typing.link(settings);
    String secret = link.secret();
    if (secret.isEmpty() && known != null) {
      sources.require(known, actor);
      secret =
          store
              .link(known)
              .filter(l -> l.host().equals(link.host()) && l.port() == link.port())
              .filter(l -> l.tls() == link.tls() && l.fingerprint().equals(link.fingerprint()))
              .flatMap(l -> secrets.open(known, store.sealed(known)))
              .orElse("");
    }
    if (secret.isEmpty()) {
      throw Words.invalid("secret", "secret-missing", "Enter the secret.");
    }
    budget.take(link, actor);
    return new Trial(Dialects.of(settings.kind()), sockets, clock, budget.length())
        .run(
            new Link(
                link.host(), link.port(), link.tls(), link.fingerprint(), link.user(), secret));
  }

  @Override
  public Optional<Health> health(SourceId id, Actor reader) {
    return store.health(sources.require(id, reader).id(), reader.level() == Level.SUPPORT);
  }

  @Override
  public String keep(String secret, Actor typist) {
    return secret.isEmpty() || !ready() ? "" : secrets.keep(secret, typist, clock.now());
  }

  @Override
  public String kept(String token, Actor typist) {
    return token.isEmpty() ? "" : secrets.kept(token, typist, clock.now()).orElse("");
  }
}
