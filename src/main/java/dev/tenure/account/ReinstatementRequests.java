package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What resellers ask of Support, one click each (E4). */
@Component
public class ReinstatementRequests {

  /** A request that waits for Support. */
  public record Request(
      CustomerId customer,
      String customerName,
      String resellerName,
      Instant requestedAt,
      String requestedBy,
      String note) {}

  private final ReinstatementRequestStore store;
  private final AccountStore accounts;
  private final AuditTrail trail;

  ReinstatementRequests(ReinstatementRequestStore store, AccountStore accounts, AuditTrail trail) {
    this.store = store;
    this.accounts = accounts;
    this.trail = trail;
  }

  /**
   * Asks for it; asking again while a request waits changes nothing.
   *
   * @param note for Support, may be empty
   * @return whether a new request was made
   * @throws Refused as {@code not-terminated} or not found
   */
  @Transactional
  public boolean request(CustomerId customer, String note, Actor actor) {
    Account account =
        accounts
            .lock(customer, Lifecycle.scope(actor))
            .orElseThrow(() -> new Refused(new Refusal.NotFound("customer")))
            .account();
    if (account.status() != Status.TERMINATED) {
      throw new Refused(Sentences.refusal("not-terminated", account, account.readAt()));
    }
    boolean fresh =
        store.insert(
            customer, actor.name(), Words.lines("note", "note", note, 500), account.readAt());
    record("customer.request-reinstatement", fresh ? "done" : "no-op", account, note, actor);
    return fresh;
  }

  /** The request that waits for this customer. */
  public Optional<Request> open(CustomerId customer) {
    return store.open(customer);
  }

  /** All that wait, oldest first; for Support. */
  public List<Request> queue() {
    return store.queue();
  }

  /**
   * Support says no; the reseller sees it in the trail.
   *
   * @throws Refused as not found when no request waits
   */
  @Transactional
  public void decline(CustomerId customer, String why, Actor actor) {
    Account account =
        accounts
            .lock(customer, Lifecycle.scope(actor))
            .orElseThrow(() -> new Refused(new Refusal.NotFound("customer")))
            .account();
    if (!settle(customer, actor, "declined", account.readAt())) {
      throw new Refused(new Refusal.NotFound("request for reinstatement"));
    }
    record("customer.decline-reinstatement", "done", account, why, actor);
  }

  boolean settle(CustomerId customer, Actor actor, String outcome, Instant now) {
    return store.settle(customer, actor.name(), outcome, now);
  }

  private void record(String action, String outcome, Account account, String note, Actor actor) {
    String state = StateWords.of(account.state());
    trail.record(
        new AuditEntry(
            account.id().value(),
            action,
            outcome,
            actor,
            account.reseller(),
            account.id(),
            account.name(),
            note.strip(),
            state,
            state,
            Audience.RESELLER));
  }
}
