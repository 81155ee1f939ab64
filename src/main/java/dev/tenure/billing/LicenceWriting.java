package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Status;
import dev.tenure.account.Words;
import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.billing.draft.Comparison;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.Snapshot;
import dev.tenure.billing.facts.Tallies;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What every act on licences has in common: its locks, its checks, its cost, its writing. */
@Component
class LicenceWriting {

  private final Accounts accounts;
  private final LicenceStore store;
  private final HolderStore holders;
  private final TermsStore terms;
  private final Drafting drafting;
  private final Unpriced unpriced;
  private final Tallies tallies;
  private final Snapshot snapshot;
  private final AuditTrail trail;

  LicenceWriting(
      Accounts accounts,
      LicenceStore store,
      HolderStore holders,
      TermsStore terms,
      Drafting drafting,
      Unpriced unpriced,
      Tallies tallies,
      Snapshot snapshot,
      AuditTrail trail) {
    this.accounts = accounts;
    this.store = store;
    this.holders = holders;
    this.terms = terms;
    this.drafting = drafting;
    this.unpriced = unpriced;
    this.tallies = tallies;
    this.snapshot = snapshot;
    this.trail = trail;
  }

  /** Locks what an act is checked against, so that no run closes it before the act is written. */
  Account lock(CustomerId customer, Actor actor) {
    terms.share(accounts.require(customer, actor).reseller());
    store.lockCustomer(customer);
    return accounts.require(customer, actor);
  }

  /**
   * A10: refuses an act whose author saw other licences.
   *
   * @throws Refused {@code licences-changed}
   */
  void demandMark(Account account, long seen) {
    if (store.mark(account.id()) != seen) {
      throw new Refused(
          new Refusal.Conflict(
              "licences-changed",
              "Licences of %s were changed in the meantime. Nothing was done. Reload and review before you try again."
                  .formatted(account.name()),
              null,
              null,
              null));
    }
  }

  /**
   * The terms, if licences of the account can change at all.
   *
   * @throws Refused {@code account-terminated}, {@code no-plan}
   */
  Terms open(Account account) {
    if (account.status() == Status.TERMINATED) {
      throw new Refused(
          new Refusal.WrongState(
              "account-terminated",
              "%s is terminated; its users no longer hold licences.".formatted(account.name())));
    }
    return require(account.reseller());
  }

  /**
   * The terms, if licences of the account can change on that day.
   *
   * @throws Refused {@code account-terminated}, {@code no-plan}; as invalid in {@code on}: {@code
   *     period-closed}
   */
  Terms open(Account account, LocalDate on) {
    Terms found = open(account);
    LocalDate first = firstOpen(found);
    if (on.isBefore(first)) {
      throw Words.invalid(
          "on",
          "period-closed",
          "%s lies in a month that is closed. Pick %s or a later day.".formatted(on, first));
    }
    return found;
  }

  /** That day, or the first later one on which licences can change. */
  LocalDate open(Terms on, LocalDate day) {
    LocalDate first = firstOpen(on);
    return day.isBefore(first) ? first : day;
  }

  /** The first day after all closed months. */
  private LocalDate firstOpen(Terms on) {
    return terms.nextPeriod(on).minusMonths(1).atDay(1);
  }

  private Terms require(ResellerId reseller) {
    return terms
        .find(reseller)
        .orElseThrow(() ->
            new Refused(
                new Refusal.WrongState(
                    "no-plan", "There is no price plan for you yet; contact Support.")));
  }

  /**
   * What begins to be charged has a price. A licence that ends in the same act and goes on with
   * another user began before (D14), and nothing that ends needs one (G).
   *
   * @param field that chose the part, empty where nothing was chosen
   * @throws Refused {@code part-not-priced}, as invalid in that field if there is one
   */
  void demandPrices(String field, Terms on, List<LicenceStep> steps) {
    Set<PartNumber> going =
        steps.stream()
            .filter(LicenceStep.End.class::isInstance)
            .map(LicenceStep::part)
            .collect(Collectors.toSet());
    for (LicenceStep step : steps) {
      if (step instanceof LicenceStep.Begin begin
          && !going.contains(begin.part())
          && on.plan().price(begin.part(), begin.from()).isEmpty()) {
        String sentence =
            "The price plan %s has no price for %s (%s) on %s. Support must add it to the plan."
                .formatted(
                    on.plan().name(), store.partName(begin.part()), begin.part(), begin.from());
        throw field.isEmpty()
            ? new Refused(new Refusal.WrongState("part-not-priced", sentence))
            : Words.invalid(field, "part-not-priced", sentence);
      }
    }
  }

  /**
   * D9: what the steps would cost, or why that can't be calculated now; nothing is changed. It
   * informs and never fails: no act waits for it (G).
   */
  Outlook<Licences.Cost> cost(Terms on, CustomerId customer, List<LicenceStep> steps) {
    return Outlook.of(() ->
        Optional.of(
            unpriced.naming(on, () -> snapshot.read(() -> workedOut(on, customer, steps)))));
  }

  private Licences.Cost workedOut(Terms on, CustomerId customer, List<LicenceStep> steps) {
    YearMonth period = terms.nextPeriod(on);
    Comparison pair =
        drafting
            .alone(on, period, customer)
            .compare(facts -> facts.holding(LicenceStep.applied(facts.holdings(), steps)));
    return new Licences.Cost(
        period, pair.before().net(customer), pair.after().net(customer), pair.others());
  }

  /** Writes the steps in their order. */
  void write(Account account, List<LicenceStep> steps, Actor actor) {
    changing(account, () -> carryOut(account.id(), steps, actor));
    store.countChange(account.id());
  }

  /** D15: a change of the account's licences, counted with its reseller's. */
  void changing(Account account, Runnable change) {
    tallies.changing(account.reseller(), account.id(), change);
  }

  private void carryOut(CustomerId customer, List<LicenceStep> steps, Actor actor) {
    for (LicenceStep step : steps) {
      switch (step) {
        case LicenceStep.End end -> {
          if (end.dropped()) {
            store.drop(end);
          } else {
            store.end(end, actor.name());
          }
        }
        case LicenceStep.Begin begin -> {
          holders.know(customer, begin.holder());
          store.begin(customer, begin, actor.name());
        }
        case LicenceStep.Link link -> store.link(link);
      }
    }
  }

  /** F1: one entry in the trail of the account. */
  void record(
      Account account, String action, String subject, String before, String after, Actor actor) {
    trail.record(
        new AuditEntry(
            account.id().value(),
            action,
            "done",
            actor,
            account.reseller(),
            account.id(),
            subject,
            "",
            before,
            after,
            Audience.RESELLER));
  }
}
