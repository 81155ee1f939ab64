package dev.tenure.billing.facts;

import dev.tenure.billing.Money;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.billing.draft.CustomerFacts;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.InvoiceDraft;
import dev.tenure.billing.draft.LastDay;
import dev.tenure.platform.CustomerId;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Reads facts and drafts from them; the one way from the database to lines (D9). */
@Component
public class Drafting {

  private final FactsStore facts;
  private final TermsStore terms;

  Drafting(FactsStore facts, TermsStore terms) {
    this.facts = facts;
    this.terms = terms;
  }

  /** The reseller's invoice for the period, as facts are now. */
  public Draft of(Terms on, YearMonth period) {
    TermsHistory history = terms.history(on, period);
    return InvoiceDraft.of(period, history, facts.ofReseller(history, period));
  }

  /**
   * An invoice now, and as it would be after a change of one customer: of all of the reseller's
   * customers where prices have tiers by volume, else of that one alone, who changes nothing of
   * what others pay.
   */
  public record Pair(Draft before, Draft after) {

    /** What the reseller's other customers pay more because of the change (D15). */
    public Money others(CustomerId changed) {
      return others(after, changed).minus(others(before, changed));
    }

    private static Money others(Draft draft, CustomerId changed) {
      return draft.net().minus(draft.net(changed));
    }
  }

  /** The last day that the customer pays for by the invoice for the period, after a change. */
  public LastDay lastDay(
      Terms on, YearMonth period, CustomerId customer, UnaryOperator<CustomerFacts> change) {
    TermsHistory history = terms.history(on, period);
    return facts.ofCustomer(history, period, customer).stream()
        .map(change)
        .map(changed -> LastDay.of(period, history, changed))
        .findFirst()
        .orElse(new LastDay(Optional.empty(), false));
  }

  /** The reseller's next invoice before and after a change of one customer. */
  public Pair compare(
      Terms on, YearMonth period, CustomerId customer, UnaryOperator<CustomerFacts> change) {
    TermsHistory history = terms.history(on, period);
    List<CustomerFacts> now = facts(history, period, customer);
    List<CustomerFacts> then =
        now.stream().map(each -> each.id().equals(customer) ? change.apply(each) : each).toList();
    return new Pair(InvoiceDraft.of(period, history, now), InvoiceDraft.of(period, history, then));
  }

  /** A draft in which one customer's lines are those of the reseller's invoice. */
  public Draft of(Terms on, YearMonth period, CustomerId customer) {
    TermsHistory history = terms.history(on, period);
    return InvoiceDraft.of(period, history, facts(history, period, customer));
  }

  private List<CustomerFacts> facts(TermsHistory history, YearMonth period, CustomerId customer) {
    return history.byVolume()
        ? facts.ofReseller(history, period)
        : facts.ofCustomer(history, period, customer);
  }
}
