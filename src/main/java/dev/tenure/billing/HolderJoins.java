package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody who signs in and the agent that a phone system knows them as are joined into one holder,
 * so that they are charged once (D14). Never automatic; it can be undone.
 */
@Component
public class HolderJoins {

  private final Accounts accounts;
  private final HolderStore holders;
  private final JoinStore store;
  private final FoundStore found;
  private final TermsStore terms;
  private final LicenceWriting writing;

  HolderJoins(
      Accounts accounts,
      HolderStore holders,
      JoinStore store,
      FoundStore found,
      TermsStore terms,
      LicenceWriting writing) {
    this.accounts = accounts;
    this.holders = holders;
    this.store = store;
    this.found = found;
    this.terms = terms;
    this.writing = writing;
  }

  /** Whom the user can be joined with, the likely ones first. */
  public List<HolderMatch> candidates(Licences.Overview overview, Holder holder) {
    return HolderMatch.of(holder, overview.holders());
  }

  /** The two to be joined, by their roles, and what the join does. */
  private record Plan(Terms terms, LocalDate day, Holder person, Holder agent) {

    List<LicenceStep> steps() {
      return JoinSteps.join(person, agent, day, this::lasts);
    }

    private boolean lasts(PartNumber part) {
      return terms.plan().prices(part).stream().anyMatch(price -> price.minimumDays() > 0);
    }
  }

  private Plan plan(Account account, HolderId one, HolderId other) {
    List<Holder> all = holders.of(account.id(), LocalDate.EPOCH);
    Holder first = Holder.among(all, one);
    Holder second = Holder.among(all, other);
    boolean asked = first.origin() == Holder.Origin.PERSON;
    Holder person = asked ? first : second;
    Holder agent = asked ? second : first;
    if (person.origin() != Holder.Origin.PERSON || agent.origin() != Holder.Origin.AGENT) {
      throw Words.invalid(
          "other",
          "not-joinable",
          "Choose one user who signs in and one agent of a phone system, neither of them joined"
              + " already.");
    }
    Terms on = writing.open(account);
    LocalDate day = day(on);
    return new Plan(on, day, person, agent);
  }

  private LocalDate day(Terms on) {
    return writing.open(on, terms.today(on));
  }

  /**
   * What it costs to join them today, or why that can't be calculated now; nothing is changed.
   *
   * @throws Refused as {@link #join} would
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Outlook<Licences.Cost> cost(
      CustomerId customer, HolderId one, HolderId other, Actor actor) {
    Plan plan = plan(accounts.require(customer, actor), one, other);
    return writing.cost(plan.terms(), customer, plan.steps());
  }

  /**
   * Joins them today: the person's holder stands for both. Licences of the agent that the person
   * doesn't hold continue as the person's; where both hold the same, the agent's ends.
   *
   * @return the holder that stands for both
   * @throws Refused {@code licences-changed}; {@code account-terminated}; {@code no-plan}; as
   *     invalid in {@code other}: {@code not-joinable}; as not found
   */
  @Transactional
  public HolderId join(
      CustomerId customer, HolderId one, HolderId other, long seenMark, Actor actor) {
    Account account = writing.lock(customer, actor);
    writing.demandMark(account, seenMark);
    Plan plan = plan(account, one, other);
    Holder agent = plan.agent();
    UUID known = store.agent(agent.id());
    found.settle(customer, Set.of(agent.id()), !agent.licences().isEmpty(), actor.name());
    holders.know(customer, plan.person().id());
    writing.write(account, plan.steps(), actor);
    store.join(
        customer,
        plan.person().id(),
        known,
        store.known(agent.id()) ? agent.id() : null,
        plan.day(),
        JoinSteps.covered(plan.person(), agent, plan.day()),
        actor.name());
    writing.record(
        account,
        "holder.join",
        plan.person().name() + ", " + agent.name() + " " + agent.extension(),
        "two users",
        "one user from " + plan.day(),
        actor);
    return plan.person().id();
  }

  /**
   * What it costs to undo the join today, or why that can't be calculated now; nothing is changed.
   *
   * @throws Refused as {@link #separate} would
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Outlook<Licences.Cost> separateCost(CustomerId customer, HolderId holder, Actor actor) {
    Account account = accounts.require(customer, actor);
    Terms on = writing.open(account);
    return writing.cost(on, customer, separation(account, holder, standing(holder), on));
  }

  /**
   * Undoes the join today: the agent is a user of its own again, with the licences that came from
   * it.
   *
   * @throws Refused {@code licences-changed}; {@code not-joined}; {@code account-terminated};
   *     {@code no-plan}; as not found
   */
  @Transactional
  public void separate(CustomerId customer, HolderId holder, long seenMark, Actor actor) {
    Account account = writing.lock(customer, actor);
    writing.demandMark(account, seenMark);
    Terms on = writing.open(account);
    LocalDate day = day(on);
    JoinStore.Join join = standing(holder);
    List<LicenceStep> steps = separation(account, holder, join, on);
    store.separate(holder, join, day, actor.name());
    writing.write(account, steps, actor);
    writing.record(
        account,
        "holder.separate",
        Holder.among(holders.of(customer, day), holder).name() + ", " + join.agentName(),
        "one user since " + join.on(),
        "two users from " + day,
        actor);
  }

  private List<LicenceStep> separation(
      Account account, HolderId holder, JoinStore.Join join, Terms on) {
    List<LicenceStep> steps =
        JoinSteps.separate(
            Holder.among(holders.of(account.id(), LocalDate.EPOCH), holder),
            join.agentHolder(),
            join.agentName(),
            join.covered(),
            join.on(),
            day(on));
    writing.demandPrices("", on, steps);
    return steps;
  }

  private JoinStore.Join standing(HolderId holder) {
    return store
        .standing(holder)
        .orElseThrow(() ->
            new Refused(
                new Refusal.WrongState(
                    "not-joined", "This user isn’t joined with an agent. Nothing was changed.")));
  }
}
