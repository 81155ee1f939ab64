package dev.tenure.collection.connect;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.collection.AsteriskSources;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The commands on phone systems that are connected to. */
@Component
class LinkedSources implements AsteriskSources {

  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Sources sources;
  private final Accounts accounts;
  private final LinkedSourceStore store;
  private final Secrets secrets;
  private final AuditTrail trail;
  private final PlatformClock clock;

  LinkedSources(
      Sources sources,
      Accounts accounts,
      LinkedSourceStore store,
      Secrets secrets,
      AuditTrail trail,
      PlatformClock clock) {
    this.sources = sources;
    this.accounts = accounts;
    this.store = store;
    this.secrets = secrets;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public boolean ready() {
    return secrets.ready();
  }

  @Override
  @Transactional
  public Source create(
      CustomerId customer, String name, String rule, Settings settings, Actor actor) {
    Account account = accounts.require(customer, actor);
    String word = Typing.name(name);
    String whose = Typing.rule(rule);
    Link link = Typing.link(settings);
    if (link.secret().isEmpty()) {
      throw Words.invalid("secret", "secret-missing", "Enter the secret.");
    }
    SourceId id = store.insert(account.reseller(), word, customer, whose);
    store.link(id, link, secrets.seal(id, link.secret()));
    record("source.create", actor, sources.require(id, actor), customer, link + " " + whose);
    return sources.require(id, actor);
  }

  @Override
  @Transactional
  public void change(SourceId id, long seenVersion, Settings settings, Actor actor) {
    Source source = sources.require(id, actor);
    Link link = Typing.link(settings);
    if (!store.nextVersion(id, seenVersion)) {
      throw new Refused(
          new Refusal.Conflict(
              "source-changed",
              "%s was changed meanwhile. Nothing was done; look again and decide."
                  .formatted(source.name()),
              "settings changed",
              null,
              null));
    }
    boolean moved =
        store
            .link(id)
            .filter(l -> l.host().equals(link.host()) && l.port() == link.port())
            .filter(l -> l.tls() == link.tls() && l.fingerprint().equals(link.fingerprint()))
            .isEmpty();
    if (link.secret().isEmpty() && moved) {
      // Else whoever can change the address could have the secret sent to an address of their own.
      throw Words.invalid(
          "secret", "secret-missing", "For another address the secret must be entered again.");
    }
    store.change(id, link, link.secret().isEmpty() ? null : secrets.seal(id, link.secret()));
    record("source.change", actor, source, null, link.toString());
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
    return new Trial(new Sockets(SILENCE), clock)
        .run(
            new Link(
                link.host(), link.port(), link.tls(), link.fingerprint(), link.user(), secret));
  }

  @Override
  public Optional<Health> health(SourceId id, Actor reader) {
    return store.health(sources.require(id, reader).id());
  }

  private void record(
      String action, Actor actor, Source source, @Nullable CustomerId customer, String after) {
    trail.record(
        new AuditEntry(
            customer == null ? source.reseller().value() : customer.value(),
            action,
            "done",
            actor,
            source.reseller(),
            customer,
            source.name(),
            "",
            "",
            after.strip(),
            Audience.RESELLER));
  }
}
