package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Resellers' accounts: made, edited, held and freed by Support alone (A14). */
@Component
public class Resellers {

  private static final String[] CLOSE_SESSIONS = {EffectKind.CLOSE_SESSIONS};
  private static final String[] NO_EFFECTS = {};

  private final ResellerStore store;
  private final IntentStore intents;
  private final AuditTrail trail;
  private final AccountSignal signal;
  private final RefusalTrail refusals;
  private final Charges charges;

  Resellers(
      ResellerStore store,
      IntentStore intents,
      AuditTrail trail,
      AccountSignal signal,
      RefusalTrail refusals,
      Charges charges) {
    this.store = store;
    this.intents = intents;
    this.trail = trail;
    this.signal = signal;
    this.refusals = refusals;
    this.charges = charges;
  }

  /**
   * Reads one; not for the eyes of other resellers' people, which the caller sees to.
   *
   * @throws Refused as not found
   */
  public Reseller require(ResellerId id) {
    return store.find(id).orElseThrow(() -> new Refused(new Refusal.NotFound("reseller")));
  }

  /** Those whose name contains the text, by name; 200 at most. */
  public List<ResellerLine> list(String text) {
    return store.list(text.strip());
  }

  /**
   * Creates one; joins the caller's transaction if there is one.
   *
   * @throws Refused as invalid in field {@code name} when it is taken; as not allowed for
   *     non-Support
   */
  @Transactional
  public ResellerId create(ResellerDetails typed, Actor actor) {
    demandSupport(actor);
    ResellerDetails details = typed.typed();
    Instant now = store.now();
    ResellerId id = unlessTaken(details, () -> store.insert(details, actor.name(), now));
    intents.append(
        id.value(),
        new Intent(1, IntentKind.CREATED, null, Author.of(actor), Reason.none(), now, now, null));
    record(
        "reseller.create", "done", id, details, Reason.none(), actor, "", DetailWords.of(details));
    return id;
  }

  /**
   * Edits one.
   *
   * @throws Refused as {@code account-changed} (A10), not found, invalid; {@code currency-fixed} in
   *     field {@code currency} once anything is priced or invoiced in another (D12)
   */
  public Outcome edit(ResellerId id, long seenVersion, ResellerDetails details, Actor actor) {
    return refusals.onReseller(
        "reseller.edit",
        id,
        Reason.none(),
        actor,
        () -> writeDetails(id, seenVersion, details, actor));
  }

  private Outcome writeDetails(
      ResellerId id, long seenVersion, ResellerDetails wanted, Actor actor) {
    demandSupport(actor);
    Reseller reseller = lock(id, seenVersion);
    if (wanted.equals(reseller.details())) {
      return new Outcome.AlreadySo(reseller.version(), "unchanged", "Nothing was changed.");
    }
    ResellerDetails details = wanted.typed();
    if (!details.currency().equals(reseller.details().currency())) {
      keepCurrency(id, details);
    }
    long version = reseller.version() + 1;
    Change change = new Change("details edited", actor.name(), reseller.readAt());
    unlessTaken(
        details,
        () -> {
          store.writeDetails(id, details, version, change);
          return id;
        });
    record(
        "reseller.edit",
        "done",
        id,
        details,
        Reason.none(),
        actor,
        DetailWords.of(reseller.details()),
        DetailWords.of(details));
    return new Outcome.Done(version, reseller.status(), reseller.readAt(), reseller.readAt());
  }

  /** D12: from the first price or line on, the currency is fixed. */
  private void keepCurrency(ResellerId id, ResellerDetails details) {
    charges
        .currency(id)
        .filter(fixed -> !fixed.equals(details.currency()))
        .ifPresent(fixed -> {
          throw Words.invalid(
              "currency",
              "currency-fixed",
              "%s is charged in %s, and its currency can’t change once it has a price plan or an invoice. Keep the currency, or create another reseller for charges in %s."
                  .formatted(details.name(), fixed, details.currency()));
        });
  }

  /**
   * Stops the access of the reseller's own people and API clients at once; its customers go on
   * (A14).
   *
   * @throws Refused as {@code account-changed}, not found
   */
  public Outcome hold(ResellerId id, long seenVersion, Reason reason, Actor actor) {
    return refusals.onReseller(
        "reseller.hold", id, reason, actor, () -> placeHold(id, seenVersion, reason, actor));
  }

  private Outcome placeHold(ResellerId id, long seenVersion, Reason reason, Actor actor) {
    demandSupport(actor);
    Reseller reseller = lock(id, seenVersion);
    if (reseller.status() == Status.DISABLED) {
      record("reseller.hold", "no-op", id, reseller.details(), reason, actor, "Disabled", "");
      return new Outcome.AlreadySo(
          reseller.version(),
          "already-disabled",
          reseller.details().name() + " is disabled already. Nothing was changed.");
    }
    Outcome.Done done = write(reseller, IntentKind.HOLD_PLACED, CLOSE_SESSIONS, reason, actor);
    record("reseller.hold", "done", id, reseller.details(), reason, actor, "Active", "Disabled");
    return done;
  }

  /**
   * Gives a held reseller's people their access back; they sign in again (B3).
   *
   * @throws Refused as {@code account-changed}, not found
   */
  public Outcome lift(ResellerId id, long seenVersion, Reason reason, Actor actor) {
    return refusals.onReseller(
        "reseller.lift", id, reason, actor, () -> liftHold(id, seenVersion, reason, actor));
  }

  private Outcome liftHold(ResellerId id, long seenVersion, Reason reason, Actor actor) {
    demandSupport(actor);
    Reseller reseller = lock(id, seenVersion);
    if (reseller.status() == Status.ACTIVE) {
      record("reseller.lift", "no-op", id, reseller.details(), reason, actor, "Active", "");
      return new Outcome.AlreadySo(
          reseller.version(),
          "already-active",
          reseller.details().name() + " is active already. Nothing was changed.");
    }
    Outcome.Done done = write(reseller, IntentKind.HOLD_LIFTED, NO_EFFECTS, reason, actor);
    record("reseller.lift", "done", id, reseller.details(), reason, actor, "Disabled", "Active");
    return done;
  }

  private Outcome.Done write(
      Reseller reseller, IntentKind kind, String[] effects, Reason reason, Actor actor) {
    Instant now = reseller.readAt();
    Intent intent =
        new Intent(
            reseller.version() + 1,
            kind,
            HoldOwner.SUPPORT,
            Author.of(actor),
            reason,
            now,
            now,
            null);
    Timeline life = reseller.timeline().with(intent);
    UUID account = reseller.id().value();
    intents.append(account, intent, effects);
    store.writeFold(
        reseller.id(),
        life.fold(),
        intent.version(),
        new Change(ChangeWords.of(List.of(intent)), actor.name(), now));
    signal.changed(account);
    return new Outcome.Done(intent.version(), life.at(now).orElseThrow().status(), now, now);
  }

  private Reseller lock(ResellerId id, long seenVersion) {
    Reseller reseller =
        store.lock(id).orElseThrow(() -> new Refused(new Refusal.NotFound("reseller")));
    if (reseller.version() != seenVersion) {
      Change change = reseller.lastChange();
      throw new Refused(
          new Refusal.Conflict(
              "account-changed",
              "%s was changed meanwhile: %s by %s. Nothing was done; look again and decide."
                  .formatted(reseller.details().name(), change.what(), change.by()),
              change.what(),
              change.by(),
              change.at()));
    }
    return reseller;
  }

  private static void demandSupport(Actor actor) {
    if (actor.level() != Level.SUPPORT && actor.level() != Level.SYSTEM) {
      throw new Refused(
          new Refusal.NotAllowed(
              "support-only", "Resellers are kept by Support. Contact Support."));
    }
  }

  private static ResellerId unlessTaken(ResellerDetails details, Supplier<ResellerId> write) {
    try {
      return write.get();
    } catch (DuplicateKeyException taken) {
      throw Words.invalid(
          "name",
          "name-taken",
          "There is a reseller named %s already. Choose another name.".formatted(details.name()));
    }
  }

  private void record(
      String action,
      String outcome,
      ResellerId id,
      ResellerDetails details,
      Reason reason,
      Actor actor,
      String before,
      String after) {
    trail.record(
        new AuditEntry(
            id.value(),
            action,
            outcome,
            actor,
            id,
            null,
            details.name(),
            reason.text(),
            before,
            after,
            Audience.SUPPORT));
  }
}
