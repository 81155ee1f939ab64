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
import java.time.LocalDate;
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
  private final Resellers resellers;
  private final AuditTrail trail;

  CreateCustomer(
      AccountStore accounts, IntentStore intents, Resellers resellers, AuditTrail trail) {
    this.accounts = accounts;
    this.intents = intents;
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
    ResellerId id = actor.reseller();
    if (id == null) {
      throw new Refused(
          new Refusal.NotAllowed(
              "not-allowed", "Customers are created by their reseller's people."));
    }
    return create(id, details, actor);
  }

  private CustomerId create(ResellerId id, CustomerDetails details, Actor actor) {
    Reseller reseller = resellers.require(id);
    Instant now = accounts.now();
    checkTrial(details, reseller, now);
    CustomerId customer = accounts.insert(id, details, actor.name(), now);
    intents.append(
        customer.value(),
        new Intent(1, IntentKind.CREATED, null, Author.of(actor), Reason.none(), now, now, null));
    accounts.openPeriod(customer, now);
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

  /**
   * The first local day after the longest trial, counted from today in the customer's zone (D7).
   */
  private static void checkTrial(CustomerDetails details, Reseller reseller, Instant now) {
    LocalDate until = details.trialUntil();
    if (until == null) {
      return;
    }
    int longest = reseller.details().trialDaysMax();
    LocalDate today = now.atZone(details.zone()).toLocalDate();
    if (longest == 0) {
      throw Words.invalid(
          "trialUntil", "trial-not-allowed", "Trials are not enabled for you; contact Support.");
    }
    if (until.isBefore(today) || until.isAfter(today.plusDays(longest))) {
      throw Words.invalid(
          "trialUntil",
          "trial-out-of-range",
          "A trial ends between today and %s (%d days at most)."
              .formatted(today.plusDays(longest), longest));
    }
  }
}
