package dev.tenure.billing;

import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
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
  private final TermsStore terms;
  private final Drafting drafting;
  private final Unpriced unpriced;
  private final Resellers resellers;
  private final AuditTrail trail;

  Chargings(
      ChargingStore store,
      Plans plans,
      TermsStore terms,
      Drafting drafting,
      Unpriced unpriced,
      Resellers resellers,
      AuditTrail trail) {
    this.store = store;
    this.plans = plans;
    this.terms = terms;
    this.drafting = drafting;
    this.unpriced = unpriced;
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
    store.holdDetails(id);
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
    demandPrices(reseller, checked);
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
    store
        .currency(reseller.id())
        .filter(fixed -> !fixed.equals(plan.currency().getCurrencyCode()))
        .ifPresent(fixed -> {
          throw Words.invalid(
              "plan",
              "currency-fixed",
              "%s is charged in %s, and the plan is in %s. Choose a plan in %s."
                  .formatted(reseller.details().name(), fixed, plan.currency(), fixed));
        });
    percent("discount", typed.discount());
    percent("tax", typed.tax());
    FoundUsers.parseCap("foundCap", String.valueOf(typed.foundCap()));
    return new Charging(
        typed.plan(),
        typed.from(),
        Words.optional("code", "code", typed.code(), 40),
        Words.lines("address", "address", typed.address(), 400),
        Words.optional("taxNumber", "tax number", typed.taxNumber(), 40),
        named("discountName", "discount’s name", typed.discountName(), typed.discount()),
        typed.discount(),
        named("taxName", "tax’s name", typed.taxName(), typed.tax()),
        typed.tax(),
        typed.foundPart(),
        typed.foundCap());
  }

  /** Demands a price for every part that users hold or will get automatically. */
  private void demandPrices(Reseller reseller, Charging charging) {
    Plan plan = plans.require(charging.plan());
    Terms on =
        new Terms(
            reseller.id(),
            reseller.details().zone(),
            charging.from(),
            plan,
            charging.discountName(),
            charging.discount(),
            charging.taxName(),
            charging.tax());
    List<Unpriced.Lacking> lacking = unpriced.of(on);
    if (!lacking.isEmpty() && !canBeDrafted(on, lacking)) {
      throw Words.invalid(
          "plan",
          "part-not-priced",
          "The plan %s has no price for %s. Add the price to the plan, or choose another plan."
              .formatted(plan.name(), Unpriced.names(lacking)));
    }
    PartNumber found = charging.foundPart();
    LocalDate first = terms.today(on);
    if (found != null
        && plan.price(found, first.isAfter(charging.from()) ? first : charging.from()).isEmpty()) {
      throw Words.invalid(
          "foundPart",
          "part-not-priced",
          "The plan %s has no price for %s. Choose a part that the plan has."
              .formatted(plan.name(), found));
    }
  }

  /**
   * Days of the month before may be charged already: the draft decides whether a price is missing.
   */
  private boolean canBeDrafted(Terms on, List<Unpriced.Lacking> lacking) {
    YearMonth period = terms.nextPeriod(on);
    boolean later =
        lacking.stream()
            .allMatch(part -> on.plan().price(part.part(), period.atEndOfMonth()).isPresent());
    return later
        && !Outlook.of(() -> Optional.of(drafting.each(on, period, (share, lines) -> {})))
            .isUnknown();
  }

  /**
   * The months that charging like this would invoice immediately, because they have begun and are
   * not closed; oldest first.
   */
  public List<YearMonth> atOnce(ResellerId id, Charging charging) {
    Reseller reseller = resellers.require(id);
    if (store.anyClosed(id)
        || store.find(id).filter(k -> k.charging().from().equals(charging.from())).isPresent()) {
      return List.of();
    }
    Plan plan = plans.require(charging.plan());
    Terms on = new Terms(id, reseller.details().zone(), charging.from(), plan, "", 0, "", 0);
    List<YearMonth> months = new ArrayList<>();
    YearMonth current = terms.month(on);
    for (YearMonth m = on.firstPeriod(); !m.isAfter(current); m = m.plusMonths(1)) {
      months.add(m);
    }
    return months;
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
    return "%s from %s, discount %s, tax %s, found users get %s, up to %d unconfirmed for a customer"
        .formatted(
            plans.require(charging.plan()).name(),
            charging.from(),
            Percent.shown(charging.discount()),
            Percent.shown(charging.tax()),
            charging.foundPart() == null ? "nothing" : charging.foundPart(),
            charging.foundCap());
  }
}
