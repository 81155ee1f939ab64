package dev.tenure.billing;

import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps how resellers are charged; Support's alone. */
@Component
public class Chargings {

  /**
   * @param version to be carried by the change that its reader makes next (A10)
   */
  public record Kept(Charging charging, long version) {}

  private static final int WHOLE = 10_000;

  private final ChargingStore store;
  private final Plans plans;
  private final Resellers resellers;
  private final AuditTrail trail;

  Chargings(ChargingStore store, Plans plans, Resellers resellers, AuditTrail trail) {
    this.store = store;
    this.plans = plans;
    this.resellers = resellers;
    this.trail = trail;
  }

  /** Empty for a reseller that isn't charged. */
  public Optional<Kept> find(ResellerId reseller) {
    return store.find(reseller);
  }

  /**
   * Begins to charge a reseller, or changes how. What is invoiced stays as it is.
   *
   * @param seenVersion 0 when there was nothing yet
   * @throws Refused {@code terms-changed} (A10); as invalid, naming the field; not found
   */
  @Transactional
  public void keep(ResellerId id, long seenVersion, Charging charging, Actor actor) {
    Plans.demandSupport(actor);
    Reseller reseller = resellers.require(id);
    Charging checked = check(charging, reseller);
    Optional<Kept> before = store.lock(id);
    if (before.map(Kept::version).orElse(0L) != seenVersion) {
      throw new Refused(
          new Refusal.Conflict(
              "terms-changed",
              "The terms of %s were changed meanwhile. Nothing was done; look again and decide."
                  .formatted(reseller.details().name()),
              null,
              null,
              null));
    }
    if (before.isPresent()
        && !before.get().charging().from().equals(checked.from())
        && store.anyClosed(id)) {
      throw Words.invalid(
          "from", "period-closed", "The first day can’t be changed once a month is closed.");
    }
    store.write(id, seenVersion + 1, checked, actor.name());
    trail.record(
        new AuditEntry(
            id.value(),
            "billing.terms",
            "done",
            actor,
            id,
            null,
            reseller.details().name(),
            "",
            before.map(kept -> words(kept.charging())).orElse(""),
            words(checked),
            Audience.SUPPORT));
  }

  private Charging check(Charging typed, Reseller reseller) {
    Plan plan = plans.require(typed.plan());
    if (!plan.currency().getCurrencyCode().equals(reseller.details().currency())) {
      throw Words.invalid(
          "plan",
          "currency-differs",
          "The plan is in %s, the reseller in %s. Choose another plan."
              .formatted(plan.currency().getCurrencyCode(), reseller.details().currency()));
    }
    PartNumber found = typed.foundPart();
    if (found != null && plan.part(found).isEmpty()) {
      throw Words.invalid("foundPart", "part-not-priced", "Choose a part that the plan has.");
    }
    percent("discount", typed.discount());
    percent("tax", typed.tax());
    return new Charging(
        typed.plan(),
        typed.from(),
        Words.optional("code", "code", typed.code(), 40),
        Words.optional("address", "address", typed.address(), 400),
        Words.optional("taxNumber", "tax number", typed.taxNumber(), 40),
        named("discountName", "discount’s name", typed.discountName(), typed.discount()),
        typed.discount(),
        named("taxName", "tax’s name", typed.taxName(), typed.tax()),
        typed.tax(),
        found);
  }

  private static String named(String field, String what, String name, int percent) {
    return percent == 0
        ? Words.optional(field, what, name, 60)
        : Words.required(field, what, name, 60);
  }

  private static void percent(String field, int basisPoints) {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw Words.invalid(
          field, "percent-out-of-range", "Write a percentage from 0 to 100, for example 7.5.");
    }
  }

  private String words(Charging charging) {
    return "%s from %s, discount %s, tax %s, found users get %s"
        .formatted(
            plans.require(charging.plan()).name(),
            charging.from(),
            Percent.shown(charging.discount()),
            Percent.shown(charging.tax()),
            charging.foundPart() == null ? "nothing" : charging.foundPart());
  }
}
