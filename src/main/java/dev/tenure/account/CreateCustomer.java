package dev.tenure.account;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins a customer's life: Active, with its first service period open from the instant of creation
 * (C1).
 */
@Component
public class CreateCustomer {

  private final AccountStore accounts;
  private final IntentStore intents;
  private final PeriodStore periods;
  private final Resellers resellers;
  private final AuditTrail trail;

  CreateCustomer(
      AccountStore accounts,
      IntentStore intents,
      PeriodStore periods,
      Resellers resellers,
      AuditTrail trail) {
    this.accounts = accounts;
    this.intents = intents;
    this.periods = periods;
    this.resellers = resellers;
    this.trail = trail;
  }

  /**
   * Creates a customer of the actor's reseller; joins the caller's transaction if there is one.
   *
   * @throws Refused as invalid when the trial is not allowed or longer than the reseller's longest
   */
  @Transactional
  public CustomerId create(CustomerDetails details, Actor actor) {
    return create(details, actor, Optional.empty());
  }

  /**
   * Takes over a customer that was served elsewhere since an instant in the past: its life and its
   * service period begin then, and what its phone system remembers from then on is taken. For
   * imports and demonstrations.
   *
   * @throws Refused as invalid like {@link #create}, and in field {@code since} when it isn't past
   */
  @Transactional
  public CustomerId takeOver(CustomerDetails details, Instant since, Actor actor) {
    if (since.isAfter(accounts.now())) {
      throw Words.invalid(
          "since", "date-not-in-past", "A customer is taken over from an instant in the past.");
    }
    return create(details, actor, Optional.of(since));
  }

  private CustomerId create(CustomerDetails typed, Actor actor, Optional<Instant> since) {
    ResellerId id = actor.reseller();
    if (id == null) {
      throw new Refused(
          new Refusal.NotAllowed(
              "not-allowed", "Customers are created by their reseller’s people."));
    }
    Reseller reseller = resellers.require(id);
    Instant now = accounts.now();
    Instant begin = since.orElse(now);
    CustomerDetails details = typed.typed();
    new Trial(begin, reseller.details().trialDaysMax()).check(details);
    CustomerId customer = accounts.insert(id, details, actor.name(), begin);
    intents.append(
        customer.value(),
        new Intent(1, IntentKind.CREATED, null, Author.of(actor), Reason.none(), now, begin, null));
    periods.open(customer, begin);
    accounts.writeSearchWords(customer);
    trail.record(
        new AuditEntry(
            customer.value(),
            "customer.create",
            "done",
            actor,
            id,
            customer,
            details.name(),
            "",
            "",
            DetailWords.of(details),
            Audience.RESELLER));
    return customer;
  }
}
