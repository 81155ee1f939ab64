package dev.tenure.identity.trail;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * F1: sign-ins, refusals of access and changes to people, in the chain of the account whose people
 * they are; what concerns Support or nobody known is in the platform's chain.
 */
@Component
public class IdentityTrail {

  private final AuditTrail trail;

  IdentityTrail(AuditTrail trail) {
    this.trail = trail;
  }

  /** Something that somebody did, or was refused, for themselves. */
  public void own(String action, String outcome, Actor actor, String subject, String after) {
    of(action, outcome, actor, actor.reseller(), actor.customer(), subject, "", after);
  }

  /** Something that was done to one of the organisation's people. */
  public void of(
      String action,
      String outcome,
      Actor actor,
      @Nullable ResellerId reseller,
      @Nullable CustomerId customer,
      String subject,
      String before,
      String after) {
    UUID chain =
        customer != null
            ? customer.value()
            : reseller != null ? reseller.value() : AuditEntry.PLATFORM;
    Audience audience =
        customer != null
            ? Audience.CUSTOMER
            : reseller != null ? Audience.RESELLER : Audience.SUPPORT;
    trail.record(
        new AuditEntry(
            chain, action, outcome, actor, reseller, customer, subject, "", before, after,
            audience));
  }
}
