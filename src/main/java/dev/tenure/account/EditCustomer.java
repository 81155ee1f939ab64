package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Changes what is kept about a customer; its life is untouched. A terminated one is read-only
 * (A13).
 */
@Component
public class EditCustomer {

  private static final String ACTION = "customer.edit";

  private final RefusalTrail refusals;
  private final AccountStore accounts;
  private final Resellers resellers;
  private final AuditTrail trail;
  private final Charges charges;

  EditCustomer(
      RefusalTrail refusals,
      AccountStore accounts,
      Resellers resellers,
      AuditTrail trail,
      Charges charges) {
    this.refusals = refusals;
    this.accounts = accounts;
    this.resellers = resellers;
    this.trail = trail;
    this.charges = charges;
  }

  /**
   * Edits; equal details are a no-op that says so.
   *
   * @throws Refused as {@code account-terminated}, {@code account-changed} (A10), not found; as
   *     invalid when a new last day of trial is not the reseller's to give, or too late (D13)
   */
  public Outcome edit(Order order, CustomerDetails details) {
    return refusals.onCustomer(ACTION, order, () -> write(order, details));
  }

  private Outcome write(Order order, CustomerDetails wanted) {
    LockedAccount locked =
        accounts
            .lock(order.customer(), Lifecycle.scope(order.actor()))
            .orElseThrow(() -> new Refused(new Refusal.NotFound("customer")));
    Account account = locked.account();
    Freshness.check(order, account, locked.now(), () -> charges.licences(order.customer()));
    if (account.status() == Status.TERMINATED) {
      throw new Refused(Sentences.refusal("account-terminated", account, locked.now()));
    }
    CustomerDetails details = kept(account, wanted, locked.now());
    if (details.equals(account.details())) {
      return new Outcome.AlreadySo(account.version(), "unchanged", "Nothing was changed.");
    }
    long version = account.version() + 1;
    accounts.writeDetails(
        account,
        details,
        version,
        new Change("details edited", order.actor().name(), locked.now()));
    accounts.writeSearchWords(account.id());
    charges.edited(account, details);
    trail.record(
        new AuditEntry(
            account.id().value(),
            ACTION,
            "done",
            order.actor(),
            account.reseller(),
            account.id(),
            details.name(),
            order.reason().text(),
            DetailWords.of(account.details()),
            DetailWords.of(details),
            Audience.RESELLER));
    return new Outcome.Done(version, account.status(), locked.now(), locked.now());
  }

  private CustomerDetails kept(Account account, CustomerDetails wanted, Instant now) {
    return wanted.equals(account.details())
        ? wanted
        : Trial.of(account, resellers.require(account.reseller()))
            .change(account.details(), wanted.typed(), now, () -> charges.invoiced(account.id()));
  }
}
