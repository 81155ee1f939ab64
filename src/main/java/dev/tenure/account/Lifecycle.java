package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The frame of every command on a customer's life: authorise, lock, decide, write, record; one
 * transaction (A11). The use cases beside it say what is special about each.
 */
@Component
class Lifecycle {

  /** What a permitted command writes on the timeline, given the locked account and the clock. */
  interface Plan {
    List<Intent> intents(LockedAccount locked);
  }

  private final RefusalTrail refusals;
  private final AccountStore accounts;
  private final PeriodStore periods;
  private final Consequences consequences;
  private final AuditTrail trail;
  private final AccountSignal signal;
  private final Charges charges;

  Lifecycle(
      RefusalTrail refusals,
      AccountStore accounts,
      PeriodStore periods,
      Consequences consequences,
      AuditTrail trail,
      AccountSignal signal,
      Charges charges) {
    this.refusals = refusals;
    this.accounts = accounts;
    this.periods = periods;
    this.consequences = consequences;
    this.trail = trail;
    this.signal = signal;
    this.charges = charges;
  }

  /**
   * Carries out a command.
   *
   * @param date the T asked for, empty unless the command takes one
   * @throws Refused as the transition table says; as a conflict when the account changed since its
   *     author saw it (A10) or what the warning showed is no longer so (G); as not found when the
   *     account is another reseller's (B5). Each refusal is recorded and nothing else is (F1).
   */
  Outcome carryOut(Command command, Order order, Optional<Instant> date, Plan plan) {
    Outcome outcome =
        refusals.onCustomer(
            command.word(), order, () -> decideAndWrite(command, order, date, plan));
    if (outcome instanceof Outcome.Done) {
      signal.changed(order.customer().value());
    }
    return outcome;
  }

  private Outcome decideAndWrite(Command command, Order order, Optional<Instant> date, Plan plan) {
    LockedAccount locked =
        accounts
            .lock(order.customer(), scope(order.actor()))
            .orElseThrow(() -> new Refused(new Refusal.NotFound("customer")));
    if (command.movesTheEnd()) {
      Instant fenced = periods.lock(order.customer());
      locked = locked.notBefore(fenced);
    }
    Account account = locked.account();
    Freshness.check(order, account, locked.now(), () -> charges.licences(order.customer()));
    State before = account.timeline().at(locked.now()).orElseThrow();
    Ruling ruling =
        Transitions.decide(
            command, new Circumstances(order.actor().level(), before, locked.now(), date));
    return switch (ruling) {
      case Ruling.Refuse(String code) ->
          throw new Refused(Sentences.refusal(code, account, locked.now()));
      case Ruling.AlreadySo(String code) -> {
        record(command, "no-op", order, account, before, before);
        yield new Outcome.AlreadySo(account.version(), code, Sentences.alreadySo(code, account));
      }
      case Ruling.Permit(Status next) ->
          write(command, order, locked, before, next, plan.intents(locked));
    };
  }

  private Outcome write(
      Command command,
      Order order,
      LockedAccount locked,
      State before,
      Status next,
      List<Intent> intents) {
    Account account = locked.account();
    Timeline timeline = account.timeline();
    for (Intent intent : intents) {
      timeline = timeline.with(intent);
    }
    Intent last = intents.getLast();
    State after = timeline.at(locked.now()).orElseThrow();
    if (after.status() != next) {
      throw new IllegalStateException(
          command + " was to lead to " + next + " but the timeline says " + after);
    }
    consequences.write(
        account,
        timeline,
        intents,
        new Change(ChangeWords.of(intents), order.actor().name(), locked.now()));
    charges.lived(account, timeline);
    record(command, "done", order, account, before, after);
    return new Outcome.Done(last.version(), next, last.recordedAt(), last.effectiveAt());
  }

  private void record(
      Command command, String outcome, Order order, Account account, State before, State after) {
    trail.record(
        new AuditEntry(
            account.id().value(),
            command.word(),
            outcome,
            order.actor(),
            account.reseller(),
            account.id(),
            account.name(),
            order.reason().code()
                + (order.reason().text().isEmpty() ? "" : ": " + order.reason().text()),
            StateWords.of(before),
            outcome.equals("done") ? StateWords.of(after) : "",
            Audience.RESELLER));
  }

  /** B5: a reseller's people reach their own reseller's accounts; Support and Tenure reach all. */
  static @Nullable ResellerId scope(Actor actor) {
    return switch (actor.level()) {
      case SUPPORT, SYSTEM -> null;
      case RESELLER -> Objects.requireNonNull(actor.reseller());
      case CUSTOMER ->
          throw new Refused(
              new Refusal.NotAllowed(
                  "not-allowed", "An account’s life is changed by its reseller or by Support."));
    };
  }
}
