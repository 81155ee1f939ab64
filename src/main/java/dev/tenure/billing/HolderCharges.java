package dev.tenure.billing;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.facts.Drafting;
import dev.tenure.billing.facts.TermsStore;
import dev.tenure.identity.PersonCharges;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The licences that stay charged for a user who can no longer sign in. */
@Component
class HolderCharges implements PersonCharges {

  private final Accounts accounts;
  private final HolderStore holders;
  private final TermsStore terms;
  private final Drafting drafting;
  private final LicenceWriting writing;
  private final Unpriced unpriced;

  HolderCharges(
      Accounts accounts,
      HolderStore holders,
      TermsStore terms,
      Drafting drafting,
      LicenceWriting writing,
      Unpriced unpriced) {
    this.accounts = accounts;
    this.holders = holders;
    this.terms = terms;
    this.drafting = drafting;
    this.writing = writing;
    this.unpriced = unpriced;
  }

  @Override
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public List<Charge> of(CustomerId customer, PersonId person, Actor reader) {
    Account account = accounts.require(customer, scope(customer, reader));
    Optional<Terms> on = terms.find(account.reseller());
    if (on.isEmpty()) {
      return List.of();
    }
    LocalDate today = terms.today(on.get());
    Optional<Holder> holder = holder(customer, person, today);
    Outlook<Map<PartNumber, String>> prices =
        holder.isEmpty() || holder.get().licences().isEmpty() || reader.level() == Level.CUSTOMER
            ? Outlook.nothing()
            : prices(on.get(), customer, holder.get());
    List<Charge> charges = new ArrayList<>();
    for (Holder.Held held : holder.map(Holder::licences).orElse(List.of())) {
      LocalDate until = held.until();
      if (held.reaches(today)) {
        charges.add(
            new Charge(
                on.get().plan().part(held.part()).map(Part::name).orElse(held.part().value()),
                new Outlook<>(
                    prices.known().flatMap(known -> Optional.ofNullable(known.get(held.part()))),
                    prices.because()),
                until == null ? null : until.minusDays(1)));
      }
    }
    return charges;
  }

  /**
   * The price of a month of each part as the next invoice charges it: at its tier, and nothing for
   * a level that another includes. Or why it can't be calculated now: access never waits for it.
   */
  private Outlook<Map<PartNumber, String>> prices(Terms on, CustomerId customer, Holder holder) {
    return Outlook.of(
        () -> Optional.of(unpriced.naming(on, () -> workedOut(on, customer, holder))));
  }

  private Map<PartNumber, String> workedOut(Terms on, CustomerId customer, Holder holder) {
    Map<PartNumber, String> prices = new HashMap<>();
    Draft draft = drafting.of(on, terms.nextPeriod(on), customer);
    holder
        .licences()
        .forEach(held -> prices.put(held.part(), Money.zero(draft.currency()).shown()));
    draft.lines(customer).stream()
        .filter(line -> line.kind() == LineKind.ADVANCE)
        .filter(line -> line.used().holder().equals(holder.id()))
        .forEach(line ->
            prices.put(
                line.used().part(), new Money(line.used().perMonth(), draft.currency()).shown()));
    return prices;
  }

  @Override
  @Transactional
  public void end(CustomerId customer, PersonId person, Actor by) {
    Account account = writing.lock(customer, scope(customer, by));
    Optional<Terms> on = terms.find(account.reseller());
    if (on.isEmpty()) {
      return;
    }
    LocalDate end = writing.open(on.get(), terms.today(on.get()).plusDays(1));
    holder(customer, person, end)
        .ifPresent(holder -> {
          List<LicenceStep> steps = new ArrayList<>();
          for (Holder.Held held : holder.licences()) {
            if (held.reaches(end)) {
              steps.add(
                  new LicenceStep.End(holder.id(), holder.name(), held.part(), held.from(), end));
            }
          }
          if (!steps.isEmpty()) {
            writing.write(account, steps, by);
            writing.record(
                account,
                "licence.take",
                holder.name() + ", " + parts(steps),
                "",
                "until " + end + ", with the user’s access",
                by);
          }
        });
  }

  private static String parts(List<LicenceStep> steps) {
    return String.join(", ", steps.stream().map(step -> step.part().value()).toList());
  }

  private Optional<Holder> holder(CustomerId customer, PersonId person, LocalDate since) {
    return holders
        .person(customer, person)
        .flatMap(id ->
            holders.of(customer, since).stream().filter(each -> each.id().equals(id)).findFirst());
  }

  /** A customer's own administrator reaches licences only through its users. */
  private static Actor scope(CustomerId customer, Actor actor) {
    if (actor.level() != Level.CUSTOMER) {
      return actor;
    }
    if (!customer.equals(actor.customer())) {
      throw new Refused(new Refusal.NotFound("customer"));
    }
    return Actor.system("billing");
  }
}
