package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a command in its transaction and writes down its refusal, should it be refused (F1). */
@Component
class RefusalTrail {

  private final TransactionTemplate transaction;
  private final AccountStore accounts;
  private final AuditTrail trail;

  RefusalTrail(TransactionTemplate transaction, AccountStore accounts, AuditTrail trail) {
    this.transaction = transaction;
    this.accounts = accounts;
    this.trail = trail;
  }

  /** A command on a customer; the refusal goes on the account's chain if the author may see it. */
  Outcome onCustomer(String action, Order order, Supplier<Outcome> command) {
    return run(command, refusal -> refusedOnCustomer(action, order, refusal));
  }

  /** Support's command on a reseller; the refusal goes on the reseller's chain. */
  Outcome onReseller(
      String action, ResellerId id, Reason reason, Actor actor, Supplier<Outcome> command) {
    return run(
        command,
        refusal ->
            new AuditEntry(
                refusal instanceof Refusal.NotFound ? organisation(actor) : id.value(),
                action,
                refusal.code(),
                actor,
                id,
                null,
                id.toString(),
                reason.text(),
                "",
                "",
                Audience.SUPPORT));
  }

  /** The refusal is written in a transaction of its own, since it has undone the command's. */
  private Outcome run(Supplier<Outcome> command, Function<Refusal, AuditEntry> entry) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> command.get()));
    } catch (Refused refused) {
      trail.record(entry.apply(refused.refusal()));
      throw refused;
    }
  }

  private AuditEntry refusedOnCustomer(String action, Order order, Refusal refusal) {
    Actor actor = order.actor();
    Optional<Account> account = accounts.find(order.customer(), Lifecycle.scope(actor));
    return new AuditEntry(
        account.map(a -> a.id().value()).orElse(organisation(actor)),
        action,
        refusal.code(),
        actor,
        account.map(Account::reseller).orElse(actor.reseller()),
        account.map(Account::id).orElse(null),
        account.map(Account::name).orElse(order.customer().toString()),
        order.reason().text(),
        account.map(a -> StateWords.of(a.state())).orElse(""),
        "",
        Audience.RESELLER);
  }

  private static UUID organisation(Actor actor) {
    ResellerId reseller = actor.reseller();
    return reseller == null ? AuditEntry.PLATFORM : reseller.value();
  }
}
