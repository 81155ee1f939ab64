package dev.tenure.identity.signin;

import dev.tenure.identity.IdentitySettings;
import dev.tenure.identity.LinkKind;
import dev.tenure.identity.LinkMailer;
import dev.tenure.identity.guess.KnownBrowsers;
import dev.tenure.identity.guess.RefusedSignIns;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.sessions.OpenSessions;
import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One-time links that let people choose a password; refused while their account is stopped (B1).
 */
@Component
public class Links {

  private final LinkStore store;
  private final MemberStore members;
  private final PasswordStore hashes;
  private final Passwords passwords;
  private final OpenSessions sessions;
  private final SignIn signIn;
  private final KnownBrowsers browsers;
  private final RefusedSignIns refused;
  private final ObjectProvider<LinkMailer> mailer;
  private final TransactionTemplate transaction;
  private final IdentitySettings settings;
  private final BaseUrl base;

  Links(
      LinkStore store,
      MemberStore members,
      PasswordStore hashes,
      Passwords passwords,
      OpenSessions sessions,
      SignIn signIn,
      KnownBrowsers browsers,
      RefusedSignIns refused,
      ObjectProvider<LinkMailer> mailer,
      TransactionTemplate transaction,
      IdentitySettings settings,
      BaseUrl base) {
    this.store = store;
    this.members = members;
    this.hashes = hashes;
    this.passwords = passwords;
    this.sessions = sessions;
    this.signIn = signIn;
    this.browsers = browsers;
    this.refused = refused;
    this.mailer = mailer;
    this.transaction = transaction;
    this.settings = settings;
    this.base = base;
  }

  /**
   * Mails the person a fresh link of the kind that fits: to activate, or to choose another password
   * once activated. Older links become void. Joins the caller's transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public LinkKind mail(PersonId person) {
    Member member = members.byId(person).orElseThrow();
    LinkKind kind = kind(member);
    Token token = Token.random();
    send(member, kind, token, store.insert(kind.name(), person, token, life(kind)));
    return kind;
  }

  /**
   * Mails one that was asked for on the sign-in page, unless that was done only lately; older links
   * keep working (B9). Joins the caller's transaction.
   *
   * @return whether it was mailed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean mailRequested(Member member) {
    LinkKind kind = kind(member);
    if (!RequestedMails.due(store.lockRequested(member.id()), life(kind))) {
      return false;
    }
    Token token = Token.random();
    send(member, kind, token, store.insertRequested(kind.name(), member.id(), token, life(kind)));
    return true;
  }

  private static LinkKind kind(Member member) {
    return member.passwordHash() == null ? LinkKind.ACTIVATE : LinkKind.RESET;
  }

  private Duration life(LinkKind kind) {
    return kind == LinkKind.ACTIVATE ? settings.link().activate() : settings.link().reset();
  }

  private void send(Member member, LinkKind kind, Token token, Instant expiresAt) {
    String path = "/" + kind.name().toLowerCase(Locale.ROOT) + "/";
    mailer
        .getObject()
        .send(
            new LinkMailer.Mail(
                kind,
                member.id(),
                member.name(),
                member.email(),
                member.organisation(),
                member.parent() == null ? "Tenure" : member.parent().name(),
                base.text() + path + token.text(),
                expiresAt,
                member.zone()));
  }

  /** What the link is worth now. */
  public LinkState state(LinkKind kind, Token token) {
    return judge(kind, store.find(token));
  }

  private LinkState judge(LinkKind kind, Optional<LinkStore.Row> found) {
    if (found.isEmpty() || !found.get().kind().equals(kind.name())) {
      return new LinkState.Gone(LinkState.Why.UNKNOWN);
    }
    LinkStore.Row link = found.get();
    Optional<Member> member =
        Optional.ofNullable(link.person()).flatMap(members::byId).filter(Member::active);
    if (link.used() || member.isEmpty()) {
      return new LinkState.Gone(LinkState.Why.USED);
    }
    if (link.expired()) {
      return new LinkState.Gone(LinkState.Why.EXPIRED);
    }
    Member whose = member.get();
    return whose.accessOn()
        ? new LinkState.Good(kind, whose.name(), whose.email())
        : new LinkState.Stopped(whose.organisation(), whose.contact(settings.supportContact()));
  }

  /**
   * Sets the password, ends all sessions of the person, forgets their browsers, and begins a
   * session in this one, which is known from then on. Records the outcome (F1).
   *
   * @throws Refused as invalid in {@code password}
   * @throws Turns.Busy when the machine can't keep up
   */
  public LinkResult use(LinkKind kind, Token token, String password, Browser browser) {
    LinkState before = state(kind, token);
    if (!(before instanceof LinkState.Good)) {
      recordRefusal(token, before, browser);
      return new LinkResult.NotUsed(before);
    }
    Member whose = owner(token).orElseThrow();
    Turns.Who who = new Turns.Who(whose.id().toString(), true);
    // Outside of the transaction: a hash takes long, and a connection is expensive.
    String hash = passwords.chosen("password", password, whose.ownWords(), who);
    passwords.demandOther("password", password, whose.passwordHash(), who);
    return Objects.requireNonNull(
        transaction.execute(status -> {
          Optional<LinkStore.Row> link = store.lock(token);
          LinkState now = judge(kind, link);
          if (!(now instanceof LinkState.Good)) {
            recordRefusal(token, now, browser);
            return new LinkResult.NotUsed(now);
          }
          return new LinkResult.Used(setPassword(link.orElseThrow(), hash, browser));
        }));
  }

  private SignInResult setPassword(LinkStore.Row link, String hash, Browser browser) {
    PersonId person = Objects.requireNonNull(link.person());
    store.use(link.id(), person);
    sessions.endAll(person);
    browsers.forgetOthers(person, browser);
    hashes.write(person, hash);
    Member member = members.byId(person).orElseThrow();
    String action = "person." + link.kind().toLowerCase(Locale.ROOT);
    return signIn.open(member, hash, action, browser);
  }

  private void recordRefusal(Token token, LinkState state, Browser browser) {
    String outcome =
        switch (state) {
          case LinkState.Good good -> throw new IllegalStateException("Nothing refused " + good);
          case LinkState.Gone(LinkState.Why why) -> "link-" + why.name().toLowerCase(Locale.ROOT);
          case LinkState.Stopped stopped -> "access-stopped";
        };
    owner(token).ifPresent(whose -> refused.own("person.use-link", outcome, whose, browser));
  }

  private Optional<Member> owner(Token token) {
    return store
        .find(token)
        .flatMap(row -> Optional.ofNullable(row.person()))
        .flatMap(members::byId);
  }
}
