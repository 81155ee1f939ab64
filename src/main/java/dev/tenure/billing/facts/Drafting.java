package dev.tenure.billing.facts;

import dev.tenure.billing.Terms;
import dev.tenure.billing.draft.CustomerFacts;
import dev.tenure.billing.draft.Draft;
import dev.tenure.billing.draft.InvoiceDraft;
import dev.tenure.platform.CustomerId;
import java.time.YearMonth;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Reads facts and drafts from them; the one way from the database to lines (D9). */
@Component
public class Drafting {

  private final FactsStore facts;

  Drafting(FactsStore facts) {
    this.facts = facts;
  }

  /** The reseller's invoice for the period, as facts are now. */
  public Draft of(Terms terms, YearMonth period) {
    return InvoiceDraft.of(period, terms, facts.ofReseller(terms, period));
  }

  /** The same invoice now, and as it would be after a change of one customer. */
  public record Pair(Draft before, Draft after) {}

  /**
   * One customer's lines before and after a change. Where prices have tiers by volume, what others
   * hold counts too; else nobody else is read.
   */
  public Pair compare(
      Terms terms, YearMonth period, CustomerId customer, UnaryOperator<CustomerFacts> change) {
    List<CustomerFacts> now =
        terms.plan().byVolume()
            ? facts.ofReseller(terms, period)
            : facts.ofCustomer(terms, period, customer);
    List<CustomerFacts> then =
        now.stream()
            .map(facts -> facts.id().equals(customer) ? change.apply(facts) : facts)
            .toList();
    return new Pair(InvoiceDraft.of(period, terms, now), InvoiceDraft.of(period, terms, then));
  }

  /** One customer's lines of the next invoice. */
  public Draft of(Terms terms, YearMonth period, CustomerId customer) {
    return compare(terms, period, customer, facts -> facts).before();
  }
}
