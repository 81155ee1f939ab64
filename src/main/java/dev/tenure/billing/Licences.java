package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Status;
import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Licences of a customer's users: looked at, given and taken away, at once or at a date (D1). */
@Component
public class Licences {

  /**
   * What a customer's users hold.
   *
   * @param mark to be carried by the change that its reader makes next (A10)
   * @param today in the reseller's zone
   * @param parts those that can be given: admitted by the product type and priced in the plan
   */
  public record Overview(List<Holder> holders, long mark, LocalDate today, List<Part> parts) {}

  /**
   * What a change costs (D9).
   *
   * @param before the customer's part of the next invoice as things are, before discount and tax
   * @param others what the reseller's other customers pay more because of it, by tiers of volume
   *     (D15)
   */
  public record Cost(YearMonth period, Money before, Money after, Money others) {

    public boolean same() {
      return before.equals(after) && others.minor() == 0;
    }

    /** What the reseller's whole next invoice changes by, before discount and tax. */
    public Money whole() {
      return after.minus(before).plus(others);
    }
  }

  private final Accounts accounts;
  private final LicenceStore store;
  private final TermsStore terms;
  private final Drafting drafting;
  private final AuditTrail trail;

  Licences(
      Accounts accounts,
      LicenceStore store,
      TermsStore terms,
      Drafting drafting,
      AuditTrail trail) {
    this.accounts = accounts;
    this.store = store;
    this.terms = terms;
    this.drafting = drafting;
    this.trail = trail;
  }

  /**
   * All users, by name, with what they hold now or will.
   *
   * @throws Refused as not found
   */
  @Transactional
  public Overview of(CustomerId customer, Actor actor) {
    Account account = accounts.require(customer, actor);
    Optional<Terms> on = terms.find(account.reseller());
    LocalDate today = on.map(terms::today).orElse(LocalDate.EPOCH);
    store.knowUsers(customer);
    List<Part> parts =
        on.stream()
            .flatMap(found -> found.plan().parts().stream())
            .filter(part -> store.admits(account.details().product().name(), part.number()))
            .toList();
    return new Overview(store.holders(customer, today), store.mark(customer), today, parts);
  }

  /** Counts changes of a customer's licences; another number means that others hold other ones. */
  public long mark(CustomerId customer) {
    return store.mark(customer);
  }

  /**
   * What the change would cost; nothing is changed.
   *
   * @throws Refused as {@link #carryOut} would
   */
  public Cost cost(LicenceChange change, Actor actor) {
    Account account = accounts.require(change.customer(), actor);
    Terms on = check(change, account);
    LicenceEdit edit = edit(change);
    YearMonth period = terms.nextPeriod(on);
    Drafting.Pair pair =
        drafting.compare(
            on,
            period,
            change.customer(),
            facts -> facts.holding(edit.applied(facts.holdings(), change)));
    return new Cost(
        period,
        pair.before().net(change.customer()),
        pair.after().net(change.customer()),
        pair.others(change.customer()));
  }

  /**
   * Gives the licence from that day on, or ends it with the day before.
   *
   * @param seenMark of the overview that its author saw
   * @throws Refused {@code licences-changed}; {@code account-terminated}; {@code no-plan}; as
   *     invalid in {@code part} or {@code on}; as not found
   */
  @Transactional
  public void carryOut(LicenceChange change, long seenMark, Actor actor) {
    Account account = lock(change.customer(), actor);
    if (store.mark(change.customer()) != seenMark) {
      throw new Refused(
          new Refusal.Conflict(
              "licences-changed",
              "Licences of %s were changed meanwhile. Nothing was done; look again and decide."
                  .formatted(account.name()),
              null,
              null,
              null));
    }
    check(change, account);
    LicenceEdit edit = edit(change);
    write(change, edit, account, actor);
  }

  /**
   * Takes over a user with licences that it has held since a day in the past; for imports and
   * demonstrations. Days before the running month are charged only if no invoice was made since.
   */
  @Transactional
  public HolderId takeOver(
      CustomerId customer, String user, List<PartNumber> parts, LocalDate since, Actor actor) {
    Account account = lock(customer, actor);
    HolderId holder = store.name(customer, user);
    for (PartNumber part : parts) {
      write(
          new LicenceChange(customer, holder, part, true, since),
          new LicenceEdit(null, user),
          account,
          actor);
    }
    return holder;
  }

  /** What a change is checked against can't be closed by a run before it is written. */
  private Account lock(CustomerId customer, Actor actor) {
    terms.share(accounts.require(customer, actor).reseller());
    store.lockCustomer(customer);
    return accounts.require(customer, actor);
  }

  private void write(LicenceChange change, LicenceEdit edit, Account account, Actor actor) {
    LocalDate from = edit.ends();
    if (from == null) {
      store.add(change, null, actor.name());
    } else if (change.on().isAfter(from)) {
      store.end(change, from, actor.name());
    } else {
      store.drop(change, from);
    }
    store.countChange(change.customer());
    trail.record(
        new AuditEntry(
            change.customer().value(),
            change.give() ? "licence.give" : "licence.take",
            "done",
            actor,
            account.reseller(),
            change.customer(),
            edit.holder() + ", " + change.part(),
            "",
            from == null ? "" : "held since " + from,
            change.give() ? "from " + change.on() : "until " + change.on(),
            Audience.RESELLER));
  }

  private Terms check(LicenceChange change, Account account) {
    if (account.status() == Status.TERMINATED) {
      throw new Refused(
          new Refusal.WrongState(
              "account-terminated",
              "%s is terminated; nobody holds licences of it any more.".formatted(account.name())));
    }
    Terms on = require(account.reseller());
    LocalDate open = terms.nextPeriod(on).minusMonths(1).atDay(1);
    if (change.on().isBefore(open)) {
      throw Words.invalid(
          "on",
          "period-closed",
          "%s lies in a month that is closed. Pick %s or a later day."
              .formatted(change.on(), open));
    }
    boolean given = change.give();
    if (given
        && Plans.begin(on.plan(), change.part()).filter(d -> !d.isAfter(change.on())).isEmpty()) {
      throw Words.invalid(
          "part", "part-not-priced", "Choose a part that your price plan has on that day.");
    }
    if (given && !store.admits(account.details().product().name(), change.part())) {
      throw Words.invalid(
          "part",
          "part-not-admitted",
          "The customer’s product type doesn’t include %s. Change the product type, or choose another part."
              .formatted(change.part()));
    }
    return on;
  }

  private Terms require(ResellerId reseller) {
    return terms
        .find(reseller)
        .orElseThrow(() ->
            new Refused(
                new Refusal.WrongState(
                    "no-plan", "There is no price plan for you yet; contact Support.")));
  }

  private LicenceEdit edit(LicenceChange change) {
    return store.holders(change.customer(), LocalDate.EPOCH).stream()
        .filter(each -> each.id().equals(change.holder()))
        .findFirst()
        .map(holder -> LicenceEdit.of(holder, change))
        .orElseThrow(() -> new Refused(new Refusal.NotFound("user")));
  }

  /** Users found in phone systems get what their reseller's terms say. */
  @Transactional
  public void takeInFound() {
    Actor tenure = Actor.system("billing");
    for (LicenceStore.Found found : store.takeInFound(tenure.name())) {
      trail.record(
          new AuditEntry(
              found.customer().value(),
              "licence.found",
              "done",
              tenure,
              new ResellerId(found.reseller()),
              found.customer(),
              found.name(),
              "",
              "",
              found.users() + " users found in a phone system",
              Audience.RESELLER));
    }
  }
}
