package dev.tenure.billing;

import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Price plans, kept by Support. Versions of prices are added and never changed. */
@Component
public class Plans {

  /** A plan in the list, with how many resellers are charged by it. */
  public record Line(PlanId id, String name, Currency currency, int parts, int resellers) {}

  private final PlanStore store;
  private final AuditTrail trail;

  Plans(PlanStore store, AuditTrail trail) {
    this.store = store;
    this.trail = trail;
  }

  public List<Line> list() {
    return store.list();
  }

  public Optional<Plan> find(PlanId id) {
    return store.find(id);
  }

  /**
   * The plan with all versions of its prices.
   *
   * @throws Refused as not found
   */
  public Plan require(PlanId id) {
    return store.find(id).orElseThrow(() -> new Refused(new Refusal.NotFound("price plan")));
  }

  /** The plan with all earlier versions of its prices. */
  public PlanHistory history(Plan now) {
    return new PlanHistory(now, store.made(now.id()));
  }

  /**
   * Makes a plan without prices.
   *
   * @throws Refused as invalid in {@code name} or {@code currency}; as not allowed
   */
  @Transactional
  public PlanId create(String name, String currency, Actor actor) {
    demandSupport(actor);
    String named = Words.required("name", "plan’s name", name, 80);
    String code = Words.currency("currency", currency);
    try {
      PlanId id = store.insert(named, code, actor.name());
      record("plan.create", named, "", code, actor);
      return id;
    } catch (DuplicateKeyException taken) {
      throw Words.invalid(
          "name", "name-taken", "There is a plan of this name already. Choose another name.");
    }
  }

  /**
   * Adds versions of prices. One from the same day as an earlier version takes its place for all
   * that is not invoiced yet; what is invoiced stays.
   *
   * @throws Refused {@code plan-changed} (A10); as invalid in field {@literal price}; not found; as
   *     not allowed
   */
  @Transactional
  public void price(PlanId id, long seenVersion, List<Price> prices, Actor actor) {
    demandSupport(actor);
    Plan plan = store.lock(id).orElseThrow(() -> new Refused(new Refusal.NotFound("price plan")));
    if (plan.version() != seenVersion) {
      throw new Refused(
          new Refusal.Conflict(
              "plan-changed",
              "%s was changed meanwhile. Nothing was done; look again and decide."
                  .formatted(plan.name()),
              null,
              null,
              null));
    }
    for (Price price : prices) {
      if (price.tiers().stream().anyMatch(t -> t.perMonth() < 0 || t.perMonth() > Money.MOST)) {
        throw Words.invalid(
            "price",
            "price-invalid",
            "Enter a price from zero to %s a month.".formatted(Money.most(plan.currency())));
      }
    }
    store.addPrices(id, seenVersion + 1, prices, actor.name());
    for (Price price : prices) {
      String before =
          plan.price(price.part(), price.from()).map(p -> words(p, plan.currency())).orElse("");
      record(
          "plan.price",
          plan.name() + ", " + price.part(),
          before,
          words(price, plan.currency()),
          actor);
    }
  }

  private static String words(Price price, Currency currency) {
    StringBuilder words = new StringBuilder("from " + price.from() + ": ");
    for (Price.Tier tier : price.tiers()) {
      words.append(new Money(tier.perMonth(), currency).shown());
      words.append(tier.from() == 1 ? "" : " from " + tier.from() + " licences");
      words.append("; ");
    }
    return words + "credit " + price.credit() + ", minimum " + price.minimumDays() + " days";
  }

  /** The resellers that are charged by the plan, by name. */
  public List<ResellerId> resellers(PlanId id) {
    return store.resellers(id);
  }

  /** All parts there are, by number. */
  public List<Part> parts() {
    return store.parts();
  }

  /**
   * Adds a part to the catalogue, or names it anew; its place on a ladder stays.
   *
   * @throws Refused as invalid in {@code number}, {@code name} or {@code role}; as not allowed
   */
  @Transactional
  public void putPart(Part part, Actor actor) {
    demandSupport(actor);
    Part checked =
        new Part(
            part.number(),
            Words.required("name", "part’s name", part.name(), 80),
            Words.required("role", "role", part.role(), 40),
            Words.optional("ladder", "level group", part.ladder(), 40),
            part.rank());
    store.putPart(checked);
    record("part.put", part.number().value(), "", checked.name() + ", " + checked.role(), actor);
  }

  /** The first day on which each part of the plan has a price. */
  public static Optional<LocalDate> begin(Plan plan, PartNumber part) {
    return plan.prices(part).stream().map(Price::from).findFirst();
  }

  static void demandSupport(Actor actor) {
    if (actor.level() != Level.SUPPORT && actor.level() != Level.SYSTEM) {
      throw new Refused(
          new Refusal.NotAllowed("support-only", "Charges are kept by Support. Contact Support."));
    }
  }

  private void record(String action, String subject, String before, String after, Actor actor) {
    trail.record(kept(action, subject, before, after, actor));
  }

  /** What Support keeps of charges is recorded on the platform's own chain. */
  static AuditEntry kept(String action, String subject, String before, String after, Actor actor) {
    return new AuditEntry(
        AuditEntry.PLATFORM,
        "billing." + action,
        "done",
        actor,
        null,
        null,
        subject,
        "",
        before,
        after,
        Audience.SUPPORT);
  }
}
