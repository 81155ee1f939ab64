package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Licences of a customer's users: viewed, assigned, moved and removed, now or at a date (D1). */
@Component
public class Licences {

  /**
   * What a customer's users hold.
   *
   * @param mark to be carried by the change that its reader makes next (A10)
   * @param today in the reseller's zone
   * @param parts those that can be given: admitted by the product type and priced in the plan
   */
  public record Overview(List<Holder> holders, long mark, LocalDate today, List<Part> parts) {

    public Overview {
      holders = List.copyOf(holders);
      parts = List.copyOf(parts);
    }

    /**
     * One of the users.
     *
     * @throws Refused as not found
     */
    public Holder require(HolderId id) {
      return Holder.among(holders, id);
    }
  }

  /**
   * What a change costs (D9), before discount and tax.
   *
   * @param before the customer's share of the next invoice as things are
   * @param others by how much the shares of the reseller's other customers change with it, where
   *     prices have tiers by volume (D15)
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
  private final HolderStore holders;
  private final TermsStore terms;
  private final FoundStore found;
  private final LicenceWriting writing;

  Licences(
      Accounts accounts,
      LicenceStore store,
      HolderStore holders,
      TermsStore terms,
      FoundStore found,
      LicenceWriting writing) {
    this.accounts = accounts;
    this.store = store;
    this.holders = holders;
    this.terms = terms;
    this.found = found;
    this.writing = writing;
  }

  /**
   * All users, by name, with what they hold now or will. Looking changes nothing.
   *
   * @throws Refused as not found
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Overview of(CustomerId customer, Actor actor) {
    Account account = accounts.require(customer, actor);
    Optional<Terms> on = terms.find(account.reseller());
    LocalDate today = on.map(terms::today).orElse(LocalDate.EPOCH);
    List<Part> parts =
        on.stream()
            .flatMap(found -> found.plan().parts().stream())
            .filter(part -> store.admits(account.details().product().name(), part.number()))
            .toList();
    return new Overview(holders.of(customer, today), store.mark(customer), today, parts);
  }

  /** Counts changes of a customer's licences; another number means that others hold other ones. */
  public long mark(CustomerId customer) {
    return store.mark(customer);
  }

  /**
   * What the change would cost, or why that can't be calculated now; nothing is changed.
   *
   * @throws Refused as {@link #carryOut} would
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Outlook<Cost> cost(LicenceChange change, Actor actor) {
    Account account = accounts.require(change.customer(), actor);
    Terms on = writing.open(account, change.on());
    return writing.cost(on, change.customer(), List.of(step(change, on, account)));
  }

  /**
   * Assigns the licence from that day on, or ends it with the day before.
   *
   * @param seenMark of the overview that its author saw
   * @throws Refused {@code licences-changed}; {@code account-terminated}; {@code no-plan}; as
   *     invalid in {@code part} or {@code on}; as not found
   */
  @Transactional
  public void carryOut(LicenceChange change, long seenMark, Actor actor) {
    Account account = writing.lock(change.customer(), actor);
    writing.demandMark(account, seenMark);
    LicenceStep step = step(change, writing.open(account, change.on()), account);
    found.settleByHand(change, actor.name());
    write(change, step, account, actor);
  }

  /**
   * What it would cost to move a licence, or why that can't be calculated now; nothing is changed.
   *
   * @param change the licence to end, and the day from which the other user holds it
   * @throws Refused as {@link #move} would
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Outlook<Cost> moveCost(LicenceChange change, HolderId to, Actor actor) {
    Account account = accounts.require(change.customer(), actor);
    Terms on = writing.open(account, change.on());
    return writing.cost(on, change.customer(), moved(change, to));
  }

  /**
   * D14: moves a licence to another user; it stays one licence, of which no day is lost or charged
   * twice.
   *
   * @throws Refused {@code licences-changed}; {@code account-terminated}; {@code no-plan}; as
   *     invalid in {@code part}, {@code to} or {@code on}; as not found
   */
  @Transactional
  public void move(LicenceChange change, HolderId to, long seenMark, Actor actor) {
    Account account = writing.lock(change.customer(), actor);
    writing.demandMark(account, seenMark);
    writing.open(account, change.on());
    List<LicenceStep> steps = moved(change, to);
    found.settleByHand(change, actor.name());
    writing.write(account, steps, actor);
    writing.record(
        account,
        "licence.move",
        steps.getFirst().name() + ", " + change.part(),
        steps.getFirst().name() + " until " + change.on(),
        steps.getLast().name() + " from " + change.on(),
        actor);
  }

  private List<LicenceStep> moved(LicenceChange change, HolderId to) {
    return LicenceEdit.move(
        holder(change.customer(), change.holder()), holder(change.customer(), to), change);
  }

  /**
   * Takes over a user with licences that it has held since a day in the past; for imports and
   * demonstrations. Days before the running month are charged only if no invoice was made since.
   */
  @Transactional
  public HolderId takeOver(
      CustomerId customer, String user, List<PartNumber> parts, LocalDate since, Actor actor) {
    Account account = writing.lock(customer, actor);
    HolderId holder = holders.name(customer, user);
    for (PartNumber part : parts) {
      write(
          new LicenceChange(customer, holder, part, true, since),
          new LicenceStep.Begin(holder, user, part, since, null, null),
          account,
          actor);
    }
    return holder;
  }

  private void write(LicenceChange change, LicenceStep step, Account account, Actor actor) {
    writing.write(account, List.of(step), actor);
    writing.record(
        account,
        change.give() ? "licence.give" : "licence.take",
        step.name() + ", " + change.part(),
        step instanceof LicenceStep.End end ? "held since " + end.from() : "",
        change.give() ? "from " + change.on() : "until " + change.on(),
        actor);
  }

  /** The step that the change takes, if nothing speaks against what it begins. */
  private LicenceStep step(LicenceChange change, Terms on, Account account) {
    LicenceStep step = LicenceEdit.of(holder(change.customer(), change.holder()), change);
    writing.demandPrices("part", on, List.of(step));
    if (change.give() && !store.admits(account.details().product().name(), change.part())) {
      throw Words.invalid(
          "part",
          "part-not-admitted",
          "The customer’s product type doesn’t include %s. Change the product type, or choose another part."
              .formatted(change.part()));
    }
    return step;
  }

  private Holder holder(CustomerId customer, HolderId id) {
    return Holder.among(holders.of(customer, LocalDate.EPOCH), id);
  }
}
